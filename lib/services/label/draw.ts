import type { z } from "zod"
import type { drawLabels as route } from "@/lib/contracts/evidence"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { insertLabelDraw, type LabelPickRow } from "@/lib/db/label-draw.sql"
import { newId } from "@/lib/db/new-id"
import { withTransaction } from "@/lib/db/transaction"
import { drawSeed, permanentRandom } from "@/lib/domain/curation/drawn-sample"
import { NO_LABEL } from "@/lib/domain/curation/episode-columns"
import { cellOf } from "@/lib/domain/curation/evidence-grid"
import { drawSizes, likelyStop, UNIFORM_SHARE } from "@/lib/domain/curation/label-worth"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { prioritySample } from "@/lib/domain/stats/priority-sample"
import { type EvidenceData, loadEvidence } from "@/lib/services/curation/load-evidence"

type Input = z.output<(typeof route)["input"]>

/** Every episode with the metric may be drawn, so that labels keep their worth when other rules change. */
function rowSizes(data: EvidenceData, kind: Input["kind"], stop: number): Float64Array {
  const { grid, values } = data
  const sizes = values.map((value) => (Number.isNaN(value) ? 0 : UNIFORM_SHARE))
  const byCell = kind === "value" ? drawSizes(grid, data.chances, stop) : grid.stops.map(() => 1)
  for (const row of data.rows) sizes[row] = byCell[cellOf(grid.stops, values[row] as number)] as number
  return sizes
}

function frameOf({ sample, values }: EvidenceData): Record<string, number> {
  const frame = Object.fromEntries(sample.chosen.map((runId) => [runId, 0]))
  for (let row = 0; row < values.length; row++) {
    const runId = sample.runIds[sample.columns.runNo[row] as number] as string
    if (!Number.isNaN(values[row])) frame[runId] = (frame[runId] as number) + 1
  }
  return frame
}

function drawPicks(data: EvidenceData, sizes: Float64Array, seed: number, count: number) {
  const { ids, columns } = data.sample
  const priorities = sizes.map((size, row) => size / permanentRandom(seed, ids.at(row)))
  const wanted = Uint8Array.from(sizes, (size, row) =>
    Number(size > 0 && columns.humanLabel[row] === NO_LABEL),
  )
  const { rows, outside } = prioritySample(priorities, wanted, count)
  const picks = Array.from(rows, (row): LabelPickRow => {
    const episodeId = ids.at(row)
    return {
      episodeId,
      size: sizes[row] as number,
      priority: priorities[row] as number,
      asked: wanted[row] === 1,
    }
  })
  return { picks, outside }
}

/**
 * Draws the episodes to label next, each with a known propensity, and keeps the draw.
 * @throws AppError NOT_FOUND, CONFLICT when every episode has a human's verdict or none has the metric.
 */
export async function drawLabels(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "label.write")
  const data = await loadEvidence(ctx, input)
  if (!data) throw new AppError("CONFLICT", "No episode that gets to this threshold has its metric.")
  const { stops } = data.grid
  const stop =
    input.threshold === null
      ? likelyStop(data.grid, data.chances, input.precision)
      : Math.max(0, cellOf(stops, input.threshold))
  const seed = drawSeed(input.experimentId)
  const { picks, outside } = drawPicks(data, rowSizes(data, input.kind, stop), seed, input.count)
  const count = picks.filter(({ asked }) => asked).length
  if (count === 0) throw new AppError("CONFLICT", "Every episode with this metric has a label.")
  const draw = {
    experimentId: input.experimentId,
    id: newId(),
    kind: input.kind,
    metric: data.threshold.metric,
    threshold: input.threshold ?? (stops[stop] as number),
    seed,
    frame: frameOf(data),
    outside,
    createdById: ctx.actor.userId,
    createdAt: ctx.now(),
    picks,
  }
  await withTransaction(ctx.db, (client) => insertLabelDraw(client, draw))
  return { drawId: draw.id, count, threshold: draw.threshold }
}
