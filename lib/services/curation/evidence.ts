import type { z } from "zod"
import type {
  EvidencePoint,
  getThresholdEvidence as route,
  ThresholdEvidence,
} from "@/lib/contracts/evidence"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { readLabelDraws, type StoredDraw } from "@/lib/db/label-draw.sql"
import { drawnSample } from "@/lib/domain/curation/drawn-sample"
import { NO_LABEL } from "@/lib/domain/curation/episode-columns"
import {
  type Confusion,
  confusionsAt,
  fallOutOf,
  type JudgedEpisode,
  precisionOf,
  recallOf,
} from "@/lib/domain/curation/evidence"
import { rankingQuality } from "@/lib/domain/curation/evidence-auc"
import { claimThreshold, labelsToBegin } from "@/lib/domain/curation/evidence-claim"
import { cellOf, firstAtOrAbove, keptCounts } from "@/lib/domain/curation/evidence-grid"
import { likelyStop } from "@/lib/domain/curation/label-worth"
import { labelsNeeded } from "@/lib/domain/curation/labels-needed"
import { evenStops } from "@/lib/domain/curation/stops"
import { requirePermission } from "@/lib/domain/policy"
import { effectiveSize } from "@/lib/domain/stats/weighted-proportion"
import { type EvidenceData, loadEvidence } from "@/lib/services/curation/load-evidence"

type Input = z.output<(typeof route)["input"]>

const CURVE_STOPS = 201
const LEVEL = 0.95
/** Drawn labels before they alone are shown. */
const ENOUGH_DRAWN = 30

/** The sample that figures are made from, with what is said about it. */
interface Evidence {
  sample: ThresholdEvidence["sample"]
  judged: JudgedEpisode[]
  labels: ThresholdEvidence["labels"]
  unlabelled: number
}

/** Episodes with the metric in each run that came after its last draw. */
function countUncovered(data: EvidenceData, draws: readonly StoredDraw[]): number {
  const counts = data.sample.runIds.map(() => 0)
  for (let row = 0; row < data.values.length; row++) {
    if (Number.isNaN(data.values[row])) continue
    const run = data.sample.columns.runNo[row] as number
    counts[run] = (counts[run] as number) + 1
  }
  return counts.reduce((sum, count, run) => {
    const reached = Math.max(0, ...draws.map(({ frame }) => frame[data.sample.runIds[run] as string] ?? 0))
    return sum + Math.max(0, count - reached)
  }, 0)
}

function collectEvidence(data: EvidenceData, draws: readonly StoredDraw[], asked: Input["sample"]): Evidence {
  const { propensities, heldBack } = drawnSample(draws)
  const propensityOf = (row: number) =>
    propensities.size === 0 ? undefined : propensities.get(data.sample.ids.at(row))
  const all: JudgedEpisode[] = []
  const drawn: JudgedEpisode[] = []
  const unsure = { all: 0, drawn: 0 }
  let unlabelled = 0
  for (let place = 0; place < data.humanLabels.length; place++) {
    const verdict = data.humanLabels[place] as number
    if (verdict === NO_LABEL) {
      unlabelled += 1
      continue
    }
    const propensity = propensityOf(data.rows[place] as number)
    if (verdict === 0) {
      unsure.all += 1
      if (propensity !== undefined) unsure.drawn += 1
    }
    if (verdict === 0) continue
    const episode = { value: data.sorted[place] as number, good: verdict > 0 }
    all.push({ ...episode, weight: 1, open: 1 })
    if (propensity === undefined) continue
    drawn.push({ ...episode, weight: 1 / propensity, open: (1 - propensity) / propensity ** 2 })
  }
  const drawnSuffice = drawn.length >= ENOUGH_DRAWN || (drawn.length > 0 && drawn.length === all.length)
  const sample = asked ?? (drawnSuffice ? "drawn" : "all")
  const judged = sample === "drawn" ? drawn : all
  const good = judged.filter((episode) => episode.good).length
  const labels = {
    good,
    bad: judged.length - good,
    unsure: unsure[sample],
    drawn: drawn.length,
    all: all.length,
    heldBack,
    uncovered: draws.length === 0 ? 0 : countUncovered(data, draws),
  }
  return { sample, judged, labels, unlabelled }
}

function toPoint(threshold: number, confusion: Confusion): EvidencePoint {
  const precision = precisionOf(confusion, LEVEL)
  return { threshold, precision, recall: recallOf(confusion, LEVEL), fallOut: fallOutOf(confusion, LEVEL) }
}

function describeClaim(data: EvidenceData, judged: readonly JudgedEpisode[], precision: number) {
  const target = { precision, level: LEVEL }
  const stops = [...data.grid.stops]
  const confusions = confusionsAt(judged, stops)
  const { stop } = claimThreshold(confusions, target)
  const kept = keptCounts(data.grid)
  const found = stop === null ? null : { ...toPoint(stops[stop]!, confusions[stop]!), kept: kept[stop]! }
  return { stop, claim: { ...target, found, labelsToBegin: labelsToBegin(target) } }
}

function describePlace(
  data: EvidenceData,
  { judged, unlabelled }: Evidence,
  threshold: number,
  precision: number,
) {
  const { grid, chances } = data
  const [confusion] = confusionsAt(judged, [threshold]) as [Confusion]
  const point = toPoint(threshold, confusion)
  const stop = Math.max(0, cellOf(grid.stops, threshold))
  const needed = labelsNeeded({
    grid,
    chances,
    stop,
    rate: point.precision.value,
    effective: effectiveSize(confusion.keptGood, confusion.keptBad),
    target: { precision, level: LEVEL },
    unlabelled,
  })
  const kept = data.sorted.length - firstAtOrAbove(data.sorted, threshold)
  return { ...point, kept, needed }
}

/** Precision and recall of a threshold along its whole axis against human labels, and the lowest threshold that they prove. */
export async function getThresholdEvidence(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const threshold = input.rules[input.thresholdRule]
  const metric = threshold?.type === "threshold" ? threshold.metric : ""
  // Read first: once columns are open, nothing may be awaited.
  const draws = await readLabelDraws(ctx.db.pool, input.experimentId, metric)
  const data = await loadEvidence(ctx, input)
  if (!data) return { evidence: null }
  const evidence = collectEvidence(data, draws, input.sample)
  const { judged, sample, labels, unlabelled } = evidence
  const { stop, claim } = describeClaim(data, judged, input.precision)
  const { stops } = data.grid
  const place = input.threshold ?? stops[stop ?? likelyStop(data.grid, data.chances, input.precision)] ?? 0
  const high = data.sorted.at(-1) as number
  const thresholds = [...new Set(evenStops({ low: stops[0] as number, high }, CURVE_STOPS))]
  const confusions = confusionsAt(judged, thresholds)
  return {
    evidence: {
      episodes: data.rows.length,
      unlabelled,
      sample,
      labels,
      leftAside: data.leftAside,
      curve: thresholds.map((value, index) => toPoint(value, confusions[index] as Confusion)),
      rankingQuality: rankingQuality(judged, LEVEL),
      claim,
      at: describePlace(data, evidence, place, input.precision),
    },
  }
}
