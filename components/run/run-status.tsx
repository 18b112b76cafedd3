import { formatCount } from "@/components/format/count"
import { StatusDot } from "@/components/ui/status-dot"
import type { RunRecord } from "@/lib/contracts/runs"
import { isRunning } from "./run-progress"

/** `Done`, or how far: `212 / 460`. */
export function RunStatus({ run }: { run: Pick<RunRecord, "status" | "planned" | "statistics"> }) {
  if (run.status === "failed") return <StatusDot tone="failed">Failed</StatusDot>
  if (run.status === "cancelled") return <StatusDot tone="waiting">Cancelled</StatusDot>
  if (run.status === "deleting") return <StatusDot tone="attention">Being deleted</StatusDot>
  if (isRunning(run)) {
    return (
      <StatusDot tone="running">
        {formatCount(run.statistics.n)} / {formatCount(run.planned)}
      </StatusDot>
    )
  }
  if (run.statistics.n === 0) return <StatusDot tone="waiting">No episodes</StatusDot>
  return <StatusDot tone="done">Done</StatusDot>
}
