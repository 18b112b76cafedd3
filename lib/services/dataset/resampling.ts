import type { DatasetRecord } from "@/lib/contracts/datasets"
import type { Context } from "@/lib/db/context"
import { readMemberWeights } from "@/lib/db/export.sql"
import { systematicCounts } from "@/lib/domain/curation/systematic-resample"
import type { Split } from "@/lib/domain/episode"
import { createRandom, deriveSeed } from "@/lib/domain/random"
import type { ExportPlan } from "@/lib/services/dataset/plan-export"

/** How often each member of a side is written; `counts` by the place in `positions`. */
export interface Resampling {
  positions: number[]
  counts: Uint32Array
}

/**
 * For a weighted dataset in a format without row weights: as many episodes as there are, drawn by weight with the seed of the
 * dataset. Null where weights are written, ignored, or all 1; only the training side is weighed.
 */
export async function planResampling(
  ctx: Context,
  plan: ExportPlan,
  { experimentId, id: datasetId, manifest }: DatasetRecord,
  split: Split,
): Promise<Resampling | null> {
  const isDrawn = plan.input === "episodes" && plan.weights === "apply" && !plan.exporter.carries.rowWeights
  if (!isDrawn || !manifest.weights || split !== "train") return null
  const members = await readMemberWeights(ctx.db.pool, { experimentId, datasetId }, split)
  const offset = createRandom(deriveSeed(manifest.split.seed, "resample"))()
  const counts = systematicCounts(
    members.map(({ weight }) => weight),
    offset,
  )
  return { positions: members.map(({ position }) => position), counts }
}

/** Positions in the order they are written: everything drawn once, then what was drawn twice, and so on. */
export function* resampledPositions({ positions, counts }: Resampling): Generator<number> {
  const most = counts.reduce((max, count) => Math.max(max, count), 0)
  for (let copy = 0; copy < most; copy++) {
    for (const [place, position] of positions.entries()) if ((counts[place] ?? 0) > copy) yield position
  }
}
