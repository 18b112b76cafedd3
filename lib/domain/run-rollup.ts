import type { CostKind, StopReason } from "@/lib/domain/episode"
import { addLatency, mergeHistograms } from "@/lib/domain/stats/log-histogram"

/** What a run's roll-up reads of an episode. Money is integer micro-USD; null is unknown. */
export interface RollupEpisode {
  score: number | null
  success: boolean | null
  stopReason: StopReason
  costMicro: number | null
  costKind: CostKind | null
  environmentCostMicro: number | null
  inputTokens: number | null
  outputTokens: number | null
  contentTokens: number
  stepCount: number
  errorCount: number
  latencyMs: number | null
}

/** The sums a Run row keeps of its episodes, under the names of its columns. */
export interface RunRollup {
  sums: Record<RollupSum, number>
  latencyHistogram: number[]
  stopReasons: Record<string, number>
  costKinds: Record<string, number>
}

export const ROLLUP_SUMS = [
  "episodeCount",
  "successCount",
  "judgedCount",
  "scoreCount",
  "scoreSum",
  "scoreSumSquares",
  "costCount",
  "costMicroSum",
  "costMicroSumSquares",
  "environmentCostCount",
  "environmentCostMicroSum",
  "usageCount",
  "inputTokenSum",
  "outputTokenSum",
  "contentTokenSum",
  "stepSum",
  "errorCount",
  "latencyCount",
  "latencyMsSum",
] as const

export type RollupSum = (typeof ROLLUP_SUMS)[number]

export function emptyRollup(): RunRollup {
  const sums = Object.fromEntries(ROLLUP_SUMS.map((name) => [name, 0])) as Record<RollupSum, number>
  return { sums, latencyHistogram: [], stopReasons: {}, costKinds: {} }
}

function addMoney(sums: RunRollup["sums"], episode: RollupEpisode): void {
  if (episode.costMicro !== null) {
    sums.costCount += 1
    sums.costMicroSum += episode.costMicro
    sums.costMicroSumSquares += episode.costMicro ** 2
  }
  if (episode.environmentCostMicro !== null) {
    sums.environmentCostCount += 1
    sums.environmentCostMicroSum += episode.environmentCostMicro
  }
}

function addUsage(sums: RunRollup["sums"], episode: RollupEpisode): void {
  sums.contentTokenSum += episode.contentTokens
  sums.stepSum += episode.stepCount
  sums.errorCount += episode.errorCount
  if (episode.inputTokens === null) return
  sums.usageCount += 1
  sums.inputTokenSum += episode.inputTokens
  sums.outputTokenSum += episode.outputTokens ?? 0
}

function addOutcome(sums: RunRollup["sums"], { success, score }: RollupEpisode): void {
  if (success !== null) sums.judgedCount += 1
  if (success) sums.successCount += 1
  if (score === null) return
  sums.scoreCount += 1
  sums.scoreSum += score
  sums.scoreSumSquares += score ** 2
}

function countOne(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}

/** Adds one episode in place. */
export function addToRollup(rollup: RunRollup, episode: RollupEpisode): void {
  const { sums } = rollup
  sums.episodeCount += 1
  addOutcome(sums, episode)
  addMoney(sums, episode)
  addUsage(sums, episode)
  countOne(rollup.stopReasons, episode.stopReason)
  if (episode.costKind !== null) countOne(rollup.costKinds, episode.costKind)
  if (episode.latencyMs === null) return
  sums.latencyCount += 1
  sums.latencyMsSum += episode.latencyMs
  addLatency(rollup.latencyHistogram, episode.latencyMs)
}

function mergeCounts(left: Record<string, number>, right: Record<string, number>): Record<string, number> {
  const merged = { ...left }
  for (const [key, count] of Object.entries(right)) merged[key] = (merged[key] ?? 0) + count
  return merged
}

export function mergeRollups(left: RunRollup, right: RunRollup): RunRollup {
  const sums = { ...left.sums }
  for (const name of ROLLUP_SUMS) sums[name] += right.sums[name]
  return {
    sums,
    latencyHistogram: mergeHistograms(left.latencyHistogram, right.latencyHistogram),
    stopReasons: mergeCounts(left.stopReasons, right.stopReasons),
    costKinds: mergeCounts(left.costKinds, right.costKinds),
  }
}
