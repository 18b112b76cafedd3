import { toShares } from "@/components/dataset/split-counts"
import type { planDataset } from "@/lib/contracts/datasets"
import type { RouteInput } from "@/lib/contracts/route"
import type { RunRecord } from "@/lib/contracts/runs"
import type { RecipeParams } from "../search-params"

/** The dataset that the recipe gives now, with everything that the URL says about it. */
export function datasetInput(
  experimentId: string,
  { run, rules, weights, pairs, shares, seed, by, strata }: RecipeParams,
  runs: readonly RunRecord[],
): RouteInput<typeof planDataset> {
  return {
    experimentId,
    runIds: run.length > 0 ? run : runs.map(({ id }) => id),
    rules,
    weighting: weights,
    pairs,
    shares: toShares(shares),
    seed,
    splitBy: by,
    stratify: strata,
  }
}
