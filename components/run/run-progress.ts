import type { RunRecord } from "@/lib/contracts/runs"

type Progress = Pick<RunRecord, "status" | "planned"> & { statistics: Pick<RunRecord["statistics"], "n"> }

/** An evaluation under way has fewer episodes than it planned. */
export function isRunning({ status, planned, statistics }: Progress): boolean {
  return planned !== null && statistics.n < planned && status !== "failed" && status !== "cancelled"
}
