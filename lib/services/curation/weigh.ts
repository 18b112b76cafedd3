import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import type { weighCuration as route } from "@/lib/contracts/weights"
import type { Context } from "@/lib/db/context"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import type { Episodes } from "@/lib/domain/curation/column-builder"
import { countPairCandidates, listPairCandidates } from "@/lib/domain/curation/preference-pairs"
import { summarizeWeights } from "@/lib/domain/curation/weight-summary"
import type { Weighting } from "@/lib/domain/curation/weighting"
import { valuesOf, weightsOf } from "@/lib/domain/curation/weights"
import { requirePermission } from "@/lib/domain/policy"
import { openSample } from "@/lib/services/curation/open-episodes"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

type Output = RouteOutput<typeof route>

function weigh(
  { columns }: Pick<Episodes, "columns">,
  kept: Uint32Array,
  weighting: Weighting,
): Output["weights"] {
  if (weighting.scheme === "importance") return null
  const unknown =
    weighting.scheme === "none"
      ? 0
      : valuesOf(columns, kept, weighting.metric).filter((value) => Number.isNaN(value)).length
  return { summary: summarizeWeights(weightsOf(columns, kept, weighting)), unknown }
}

/** What a weighting would make of the kept episodes, and the pairs that could be had, from columns alone. */
export async function weighCuration(
  ctx: Context,
  { experimentId, rules, weighting, pairs, ...input }: z.output<(typeof route)["input"]>,
): Promise<Output> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const runIds = (await requireRuns(ctx, experimentId, input.runIds)).map((run) => run.id)
  const sample = await openSample(ctx, experimentId, runIds, rules)
  const { kept } = applyRecipe(sample.columns, rules)
  const weights = weigh(sample, kept, weighting)
  if (!pairs) return { weights, pairs: null }
  // Which pairs are drawn depends on the seed; how many there can be does not.
  const order = { seed: 0, keyOf: String }
  const candidates = listPairCandidates(sample.columns, kept, pairs, order)
  return { weights, pairs: countPairCandidates(candidates, pairs) }
}
