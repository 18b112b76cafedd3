import type { RunEntity } from "@/components/run/run-entities"
import type { SharedRun } from "@/lib/contracts/shares"

/** The mark that the run has in the product. */
export function entityOf({ role, place }: SharedRun): RunEntity {
  return role === "baseline" ? { index: null, shape: place } : { index: place }
}
