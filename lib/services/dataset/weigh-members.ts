import type { ClientBase, Pool } from "pg"
import type { z } from "zod"
import type { datasetWeightsSchema } from "@/lib/contracts/weighting"
import type { CurationSample } from "@/lib/db/curation.sql"
import { readLogRatios } from "@/lib/db/importance.sql"
import { summarizeWeights } from "@/lib/domain/curation/weight-summary"
import type { Weighting } from "@/lib/domain/curation/weighting"
import { valuesOf, weightsOf } from "@/lib/domain/curation/weights"
import type { Draft } from "@/lib/services/dataset/select-members"
import { type FitPlan, planFit } from "@/lib/services/importance/plan-fit"

export interface Weighed {
  /** By the place in `kept`; null where all weigh 1. */
  weights: Float64Array | null
  /** Null without a weighting, and while importance weights wait for their fit. */
  described: z.infer<typeof datasetWeightsSchema> | null
  /** What importance weights are made of. */
  fit: FitPlan | null
}

interface Weighing {
  sample: CurationSample
  draft: Draft
  /** Numbers of held-out tasks. */
  heldOut: ReadonlySet<number>
  weighting: Weighting
  seed: number
}

/** Digits that every machine agrees on, whatever its exp. */
function round(weight: number): number {
  return Number(weight.toPrecision(6))
}

/** Weighs the training side; validation and test episodes are what they are and weigh 1. */
export async function weighDraft(
  client: ClientBase | Pool,
  experimentId: string,
  { sample, draft, heldOut, weighting, seed }: Weighing,
): Promise<Weighed> {
  if (weighting.scheme === "none") return { weights: null, described: null, fit: null }
  const places = draft.kept.flatMap(({ split }, place) => (split === "train" ? [place] : []))
  const rows = Uint32Array.from(places, (place) => draft.kept[place]?.row ?? 0)
  const fit = weighting.scheme === "importance" ? planFit(sample, draft.kept, heldOut, seed) : null
  const ratios = fit && (await readLogRatios(client, experimentId, fit.id))
  if (fit && !ratios) return { weights: null, described: null, fit }
  const ratioOf = (row: number) => ratios?.get(sample.episodeIds[row] as string) ?? Number.NaN
  const values =
    weighting.scheme === "importance"
      ? Float64Array.from(rows, ratioOf)
      : valuesOf(sample.columns, rows, weighting.metric)
  const train = weightsOf(sample.columns, rows, weighting, ratioOf).map(round)
  const weights = new Float64Array(draft.kept.length).fill(1)
  for (const [index, place] of places.entries()) weights[place] = train[index] as number
  const unknown = values.filter((value) => Number.isNaN(value)).length
  return { weights, described: { summary: summarizeWeights(train), unknown, fitId: fit?.id ?? null }, fit }
}
