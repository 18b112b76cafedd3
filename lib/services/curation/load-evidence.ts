import type { z } from "zod"
import type { drawLabels } from "@/lib/contracts/evidence"
import type { Context } from "@/lib/db/context"
import { readHumanVerdicts } from "@/lib/db/label-draw.sql"
import { metricColumn, NO_LABEL } from "@/lib/domain/curation/episode-columns"
import { evidenceDomain } from "@/lib/domain/curation/evidence-domain"
import { cellOf, type EvidenceGrid, evidenceGrid } from "@/lib/domain/curation/evidence-grid"
import { type CellVerdicts, goodChances } from "@/lib/domain/curation/label-worth"
import type { ThresholdRule } from "@/lib/domain/curation/rule"
import { AppError } from "@/lib/domain/errors"
import { type EpisodeSample, openSample } from "@/lib/services/curation/open-episodes"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

type Input = Pick<
  z.output<(typeof drawLabels)["input"]>,
  "experimentId" | "runIds" | "rules" | "thresholdRule" | "precision"
>

/** What a threshold decides about and what humans said about it. */
export interface EvidenceData {
  threshold: ThresholdRule
  sample: EpisodeSample
  /** The metric by row. */
  values: Float64Array
  /** Rows that the threshold cuts. */
  rows: Uint32Array
  leftAside: number[]
  grid: EvidenceGrid
  /** -1 bad, 0 unsure, 1 good, by episode. */
  verdicts: Map<string, number>
  /** Chance of "good" in each cell of the grid. */
  chances: Float64Array
}

/** -1, 0 or 1 where a human has judged; most rows are told by their column, without a look-up of their id. */
export function verdictOf(
  { sample, verdicts }: Pick<EvidenceData, "sample" | "verdicts">,
  row: number,
): number | undefined {
  if (sample.columns.label[row] === NO_LABEL) return undefined
  return verdicts.get(sample.ids.at(row))
}

function countVerdicts({ stops }: EvidenceGrid, data: Omit<EvidenceData, "chances">): CellVerdicts {
  const good = new Float64Array(stops.length)
  const bad = new Float64Array(stops.length)
  for (const row of data.rows) {
    const verdict = verdictOf(data, row)
    if (!verdict) continue
    const cells = verdict > 0 ? good : bad
    const cell = cellOf(stops, data.values[row] as number)
    cells[cell] = (cells[cell] as number) + 1
  }
  return { good, bad }
}

/**
 * Reads the population of a threshold with its human verdicts; null when no episode has the metric.
 * @throws AppError NOT_FOUND, INVALID_INPUT when the rule is no threshold.
 */
export async function loadEvidence(ctx: Context, input: Input): Promise<EvidenceData | null> {
  const { experimentId, rules, thresholdRule } = input
  await requireExperiment(ctx, experimentId)
  const threshold = rules[thresholdRule]
  if (threshold?.type !== "threshold") throw new AppError("INVALID_INPUT", "This rule is no threshold.")
  const runIds = (await requireRuns(ctx, experimentId, input.runIds)).map((run) => run.id)
  const verdicts = await readHumanVerdicts(ctx.db.pool, experimentId, runIds)
  const sample = await openSample(ctx, experimentId, runIds, rules)
  const values = metricColumn(sample.columns, threshold.metric)
  const { rows, leftAside } = evidenceDomain(sample.columns, rules, thresholdRule)
  if (!values || rows.length === 0) return null
  const grid = evidenceGrid(Float64Array.from(rows, (row) => values[row] as number))
  const data = { threshold, sample, values, rows, leftAside, grid, verdicts }
  return { ...data, chances: goodChances(countVerdicts(grid, data), 0.5) }
}
