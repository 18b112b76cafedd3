import type { ReactNode } from "react"
import { WinnowMark } from "@/components/shell/winnow-mark"

/** Pages before the shell: one narrow column. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="flex min-h-dvh flex-col items-center px-3 pt-[12dvh] pb-12">
      <div className="flex w-full max-w-[360px] flex-col gap-4">
        <div className="flex items-center gap-2 font-semibold text-key">
          <WinnowMark />
          Winnow
        </div>
        {children}
      </div>
    </main>
  )
}
