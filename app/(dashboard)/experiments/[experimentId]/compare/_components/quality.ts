import type { ComparedRun } from "@/lib/contracts/compare"
import type { Estimate } from "@/lib/domain/stats/estimate"
import type { CompareParams } from "../search-params"

export const QUALITY_UNITS = { success: "percent", score: "score", passK: "percent" } as const

/** The k of pass^k that every run has, null where attempts were single. */
export function commonK(runs: readonly ComparedRun[]): number | null {
  const most = Math.min(...runs.map(({ passK }) => passK.length))
  return Number.isFinite(most) && most > 1 ? most : null
}

/** What the chart calls good: success rate, mean score, or pass^k at the largest common k. */
export function qualityOf(
  run: ComparedRun,
  kind: CompareParams["quality"],
  k: number | null,
): Estimate | null {
  if (kind === "score") return run.meanScore
  if (kind === "passK") return k === null ? null : (run.passK[k - 1] ?? null)
  return run.successRate
}

export function qualityName(kind: CompareParams["quality"], k: number | null): string {
  if (kind === "score") return "mean score"
  return kind === "passK" && k !== null ? `pass^${k}` : "success"
}
