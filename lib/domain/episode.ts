export const STOP_REASONS = [
  "completed",
  "max_steps",
  "context_limit",
  "timeout",
  "parse_error",
  "invalid_action",
  "refused",
  "error",
  "budget",
  "cancelled",
  "abandoned",
  "unknown",
] as const

export type StopReason = (typeof STOP_REASONS)[number]

export const SPLITS = ["train", "validation", "test"] as const

export type Split = (typeof SPLITS)[number]

/**
 * How an attempt at a task ended. `score` is the experiment's primary metric in its own unit (null when the attempt was not
 * scored), `metrics` the others by name, `stopDetail` the source's own word for the stop reason.
 */
export interface Outcome {
  score: number | null
  success: boolean | null
  metrics: Record<string, number>
  stopReason: StopReason
  stopDetail?: string
  detail?: Record<string, unknown>
}

/** How a cost is known: billed by the source, usage x price, prefix sums x price, or a what-if price. */
export const COST_KINDS = ["reported", "computed", "estimated", "notional"] as const

export type CostKind = (typeof COST_KINDS)[number]
