import { formatCount } from "@/components/format/count"
import type { ComparedRun } from "@/lib/contracts/compare"
import type { Estimate } from "@/lib/domain/stats/estimate"
import type { CompareParams } from "../search-params"

/** What the y axis shows: success rate, mean score, or pass^k. */
export interface Quality {
  kind: CompareParams["quality"]
  /** The k of pass^k. */
  k: number
  /** The largest k that every run has; 1 where attempts were single. */
  mostK: number
  unit: "percent" | "score"
  name: string
  of: (run: ComparedRun) => Estimate | null
}

/** The k of pass^k that every run has, null where attempts were single. */
export function commonK(runs: readonly ComparedRun[]): number | null {
  const most = runs.reduce((least, { passK }) => Math.min(least, passK.length), Number.POSITIVE_INFINITY)
  return Number.isFinite(most) && most > 1 ? most : null
}

/** As the address asks for it, as far as these runs have it. */
export function qualityAxis(
  runs: readonly ComparedRun[],
  { quality, k }: Pick<CompareParams, "quality" | "k">,
): Quality {
  const most = commonK(runs)
  const mostK = most ?? 1
  const shared = { mostK, k: Math.min(mostK, Math.max(1, k ?? mostK)) }
  if (quality === "score") {
    return { ...shared, kind: quality, unit: "score", name: "mean score", of: ({ meanScore }) => meanScore }
  }
  if (quality === "passK" && most !== null) {
    const name = `pass^${shared.k}`
    return { ...shared, kind: quality, unit: "percent", name, of: ({ passK }) => passK[shared.k - 1] ?? null }
  }
  return {
    ...shared,
    kind: "success",
    unit: "percent",
    name: "success",
    of: ({ successRate }) => successRate,
  }
}

export interface Cost {
  kind: CompareParams["cost"]
  /** The words under the axis. */
  name: string
  of: (run: ComparedRun) => Estimate
}

const COSTS: Record<CompareParams["cost"], Omit<Cost, "kind">> = {
  task: { name: "agent cost per task, USD, log scale", of: (run) => run.costPerTaskUsd },
  success: { name: "agent cost per success, USD, log scale", of: (run) => run.costPerSuccessUsd },
  tokens: {
    name: "agent cost per 1M billed tokens, USD, log scale",
    of: (run) => run.costPerMillionTokensUsd,
  },
}

export function costAxis(kind: CompareParams["cost"]): Cost {
  return { kind, ...COSTS[kind] }
}

/** A run under way is drawn hollow and says how far it is. */
export function progressOf({ n, planned }: ComparedRun): { progress?: string } {
  return planned !== null && n < planned ? { progress: `${formatCount(n)} of ${formatCount(planned)}` } : {}
}
