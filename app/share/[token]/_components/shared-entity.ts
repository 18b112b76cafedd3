import type { RunEntity } from "@/components/run/run-entities"
import type { SharedRun } from "@/lib/contracts/shares"

/** The mark that the run has in the product. */
export function entityOf({ role, place }: SharedRun): RunEntity {
  if (role !== "baseline") return { index: place }
  return place < 0 ? { index: null } : { index: null, shape: place }
}
