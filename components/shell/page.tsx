import type { ReactNode } from "react"
import type { Crumb } from "@/components/ui/breadcrumbs"
import { classNames } from "@/components/ui/class-names"
import { TopBar } from "./top-bar"

export interface PageProps {
  /** The path to here; the last one without `href` is this page. */
  crumbs: readonly Crumb[]
  actions?: ReactNode
  /** `scan`: panels on the grey canvas with padding. `work`: edge-to-edge columns that fill the window. */
  layout?: "scan" | "work"
  children: ReactNode
}

/** Every page under the shell renders one of these. */
export function Page({ crumbs, actions, layout = "scan", children }: PageProps) {
  return (
    <div
      className={classNames(
        "flex min-w-0 flex-col",
        // A flexible item would grow with what should scroll inside it.
        layout === "work" ? "max-md:flex-1 md:h-dvh" : "flex-1",
      )}
    >
      <TopBar crumbs={crumbs} actions={actions} />
      <main
        id="content"
        tabIndex={-1}
        className={classNames(
          "min-w-0 flex-1 outline-none",
          layout === "scan" ? "flex flex-col gap-3 p-3 md:px-4 md:py-4" : "min-h-0 bg-kumo-base",
        )}
      >
        {children}
      </main>
    </div>
  )
}
