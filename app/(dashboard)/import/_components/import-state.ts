import type { ImportStatus } from "@/lib/contracts/imports"

export function isUnderWay(status: ImportStatus): boolean {
  return status === "queued" || status === "running"
}

export function isOver(status: ImportStatus): boolean {
  return status === "done" || status === "failed" || status === "cancelled"
}
