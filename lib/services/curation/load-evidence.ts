import type { z } from "zod"
import type { drawLabels } from "@/lib/contracts/evidence"
import type { Context } from "@/lib/db/context"
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
  /** Rows that the threshold cuts, the lowest value first. */
  rows: Uint32Array
  /** Their values. */
  sorted: Float64Array
  /** What humans say of them. */
  humanLabels: Int8Array
  leftAside: number[]
  grid: EvidenceGrid
  /** Chance of "good" in each cell of the grid. */
  chances: Float64Array
}

function countVerdicts(
  { stops }: EvidenceGrid,
  { sorted, humanLabels }: Pick<EvidenceData, "sorted" | "humanLabels">,
): CellVerdicts {
  const good = new Float64Array(stops.length)
  const bad = new Float64Array(stops.length)
  for (let place = 0; place < humanLabels.length; place++) {
    const verdict = humanLabels[place] as number
    if (verdict === NO_LABEL || verdict === 0) continue
    const cells = verdict > 0 ? good : bad
    const cell = cellOf(stops, sorted[place] as number)
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
  const sample = await openSample(ctx, experimentId, runIds, rules)
  const values = metricColumn(sample.columns, threshold.metric)
  const { values: sorted, ...domain } = evidenceDomain(sample.columns, rules, thresholdRule)
  if (!values || sorted.length === 0) return null
  const grid = evidenceGrid(sorted)
  const data = { threshold, sample, values, sorted, ...domain, grid }
  return { ...data, chances: goodChances(countVerdicts(grid, data), 0.5) }
}
