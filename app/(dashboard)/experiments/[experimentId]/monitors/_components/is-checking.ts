import type { MonitorRecord } from "@/lib/contracts/monitors"

export function isChecking({ checks }: Pick<MonitorRecord, "checks">): boolean {
  const last = checks.at(-1)
  return last?.status === "queued" || last?.status === "running"
}
