import type { Metadata, Viewport } from "next"
import { cookies } from "next/headers"
import type { ReactNode } from "react"
import { APPEARANCE_COOKIE, parseAppearance } from "@/components/shell/appearance"
import { Providers } from "./providers"
import "./globals.css"

export const metadata: Metadata = {
  icons: { icon: "/icon.svg" },
  title: { default: "Winnow", template: "%s · Winnow" },
  description: "Curated behaviour cloning: review, label, curate, distill and compare agent trajectories.",
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#141618" },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const store = await cookies()
  return (
    <html lang="en" data-mode={parseAppearance(store.get(APPEARANCE_COOKIE)?.value)}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
