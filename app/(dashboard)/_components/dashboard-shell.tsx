"use client"

import { usePathname } from "next/navigation"
import { signOut } from "next-auth/react"
import { type ReactNode, useCallback } from "react"
import { useRunningWork } from "@/components/distill/use-running-work"
import { AppShell } from "@/components/shell/app-shell"
import type { PaletteSearch } from "@/components/shell/palette"
import { UserMenu } from "@/components/shell/user-menu"
import type { Viewer } from "@/components/shell/viewer"
import { searchWorkspace } from "./search-workspace"

export interface DashboardShellProps {
  viewer: Viewer
  children: ReactNode
}

/** The shell with what only the browser can give it: searching and signing out. */
export function DashboardShell({ viewer, children }: DashboardShellProps) {
  const pathname = usePathname()
  const search: PaletteSearch = useCallback(
    (query, signal) => searchWorkspace(query, pathname, signal),
    [pathname],
  )
  const { count, job } = useRunningWork()
  return (
    <AppShell
      viewer={viewer}
      counts={{ fineTunes: count }}
      job={job}
      user={<UserMenu name={viewer.name} onSignOut={() => void signOut({ callbackUrl: "/sign-in" })} />}
      search={search}
    >
      {children}
    </AppShell>
  )
}
