import { weightingSchema } from "@/lib/contracts/weighting"
import type { Weighting, WeightScheme } from "@/lib/domain/curation/weighting"

/** A scheme with the settings that the contract gives it. */
export function newWeighting(scheme: WeightScheme): Weighting {
  return weightingSchema.parse({ scheme })
}
