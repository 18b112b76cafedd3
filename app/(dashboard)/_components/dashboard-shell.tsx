"use client"

import { signOut } from "next-auth/react"
import type { ReactNode } from "react"
import { AppShell } from "@/components/shell/app-shell"
import { type ShellUser, UserMenu } from "@/components/shell/user-menu"

export interface DashboardShellProps {
  user: ShellUser | null
  workspace: string
  children: ReactNode
}

/** The shell with what only the browser can give it: signing out. */
export function DashboardShell({ user, workspace, children }: DashboardShellProps) {
  const menu = user && <UserMenu user={user} onSignOut={() => void signOut({ callbackUrl: "/" })} />
  return (
    <AppShell workspace={workspace} user={menu}>
      {children}
    </AppShell>
  )
}
