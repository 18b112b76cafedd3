import { createHash } from "node:crypto"
import type { ScanKind } from "@/lib/contracts/scans"
import { textKey } from "@/lib/domain/curation/rule"

export const ACTIONS_SCAN = "actions"

/** Equal for scans that find the same. */
export function scanId(scan: ScanKind): string {
  if (scan.kind === "actions") return ACTIONS_SCAN
  return createHash("sha256").update(textKey(scan)).digest("hex")
}
