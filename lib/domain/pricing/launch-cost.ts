/** What a launch is paid for. `endpoint` is hardware by the hour, `student` and `teacher` are attempts at held-out tasks. */
export const COST_PARTS = ["training", "endpoint", "student", "teacher"] as const

export type CostPartName = (typeof COST_PARTS)[number]

/** USD from `low` to `high`, both null where nobody knows; `basis` says of what factors, `source` whose price, as of `sourceDate`. */
export interface CostPart {
  name: CostPartName
  lowUsd: number | null
  highUsd: number | null
  basis: string
  source: string | null
  sourceDate: string | null
}

export interface LaunchCost {
  parts: CostPart[]
  /** Sums of what is known; the bill can be higher where a part is unknown. */
  lowUsd: number
  highUsd: number
  /** Parts without a price. */
  unknown: CostPartName[]
}

export function sumParts(parts: CostPart[]): LaunchCost {
  const sum = (of: (part: CostPart) => number | null) =>
    parts.reduce((total, part) => total + (of(part) ?? 0), 0)
  return {
    parts,
    lowUsd: sum(({ lowUsd }) => lowUsd),
    highUsd: sum(({ highUsd }) => highUsd),
    unknown: parts.filter(({ highUsd }) => highUsd === null).map(({ name }) => name),
  }
}

/** The limits of a workspace, in USD; null has none. */
export interface SpendingLimits {
  /** For a calendar month (UTC). */
  monthlyCapUsd: number | null
  /** A launch whose high end is above it has to be confirmed. */
  confirmAboveUsd: number | null
}

export type SpendingDecision =
  | { kind: "allowed" }
  /** `reason` says what is confirmed. */
  | { kind: "confirm"; reason: string }
  | { kind: "refused"; reason: string }

const usd = (value: number) => `$${value.toFixed(2)}`

/**
 * Whether a launch may go ahead: refused where its high end does not fit into what the month has left, confirmed above the
 * limit or where a limit is set and a part of the bill is unknown.
 */
export function decideSpending(
  { highUsd, unknown }: Pick<LaunchCost, "highUsd" | "unknown">,
  { monthlyCapUsd, confirmAboveUsd }: SpendingLimits,
  spentUsd: number,
): SpendingDecision {
  if (monthlyCapUsd !== null && spentUsd + highUsd > monthlyCapUsd) {
    const left = usd(Math.max(0, monthlyCapUsd - spentUsd))
    return {
      kind: "refused",
      reason: `It may cost ${usd(highUsd)}, and ${left} of this month's ${usd(monthlyCapUsd)} are left. An administrator can raise the budget.`,
    }
  }
  const isLimited = monthlyCapUsd !== null || confirmAboveUsd !== null
  if (confirmAboveUsd !== null && highUsd > confirmAboveUsd) {
    return {
      kind: "confirm",
      reason: `It may cost ${usd(highUsd)}, more than the ${usd(confirmAboveUsd)} that go without asking.`,
    }
  }
  if (isLimited && unknown.length > 0) {
    return {
      kind: "confirm",
      reason: `Nobody knows the price of a part of it (${unknown.join(", ")}), so no limit holds it.`,
    }
  }
  return { kind: "allowed" }
}
