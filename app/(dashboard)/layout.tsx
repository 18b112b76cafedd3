import type { ReactNode } from "react"
import { requirePageActor } from "@/lib/auth/page-context"
import { DashboardShell } from "./_components/dashboard-shell"

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { name, role } = await requirePageActor()
  return <DashboardShell viewer={{ name, role }}>{children}</DashboardShell>
}
