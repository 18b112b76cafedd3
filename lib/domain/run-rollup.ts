import type { CostKind, StopReason } from "@/lib/domain/episode"
import {
  addLatency,
  mergeHistograms,
  subtractHistogram,
  trimHistogram,
} from "@/lib/domain/stats/log-histogram"

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

function subtractCounts(left: Record<string, number>, right: Record<string, number>): Record<string, number> {
  const rest = Object.entries(left).map(([key, count]) => [key, count - (right[key] ?? 0)] as const)
  return Object.fromEntries(rest.filter(([, count]) => count !== 0))
}

/** What is left of a roll-up without some of its episodes. Sums of nothing are exactly 0. */
export function subtractRollup(from: RunRollup, removed: RunRollup): RunRollup {
  const sums = { ...from.sums }
  for (const name of ROLLUP_SUMS) sums[name] -= removed.sums[name]
  if (sums.scoreCount === 0) Object.assign(sums, { scoreSum: 0, scoreSumSquares: 0 })
  if (sums.costCount === 0) sums.costMicroSumSquares = 0
  return {
    sums,
    latencyHistogram: subtractHistogram(from.latencyHistogram, removed.latencyHistogram),
    stopReasons: subtractCounts(from.stopReasons, removed.stopReasons),
    costKinds: subtractCounts(from.costKinds, removed.costKinds),
  }
}

/** Sums of doubles depend on the order of addition; counts and whole numbers must be the same. */
const FLOAT_SUMS: ReadonlySet<RollupSum> = new Set(["scoreSum", "scoreSumSquares", "costMicroSumSquares"])
const FLOAT_TOLERANCE = 1e-9

function isSameSum(name: RollupSum, left: number, right: number): boolean {
  if (!FLOAT_SUMS.has(name)) return left === right
  return Math.abs(left - right) <= FLOAT_TOLERANCE * Math.max(1, Math.abs(left), Math.abs(right))
}

function isSameHistogram(left: readonly number[], right: readonly number[]): boolean {
  return trimHistogram(left).join() === trimHistogram(right).join()
}

function isSameCounts(left: Record<string, number>, right: Record<string, number>): boolean {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].every((key) => (left[key] ?? 0) === (right[key] ?? 0))
}

/** One sentence for each part of a stored roll-up that its episodes do not add up to. */
export function findRollupDifferences(stored: RunRollup, added: RunRollup): string[] {
  const sums = ROLLUP_SUMS.filter((name) => !isSameSum(name, stored.sums[name], added.sums[name])).map(
    (name) => `${name} is ${stored.sums[name]}, its episodes add up to ${added.sums[name]}`,
  )
  if (!isSameHistogram(stored.latencyHistogram, added.latencyHistogram)) {
    sums.push("latencyHistogram is not that of its episodes")
  }
  if (!isSameCounts(stored.stopReasons, added.stopReasons))
    sums.push("stopReasons are not those of its episodes")
  if (!isSameCounts(stored.costKinds, added.costKinds)) sums.push("costKinds are not those of its episodes")
  return sums
}
