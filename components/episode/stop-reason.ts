import type { StopReason } from "@/lib/domain/episode"

/** Stop reasons in words, for filters and columns. */
export const STOP_REASON_WORDS: Record<StopReason, string> = {
  completed: "completed",
  max_steps: "max steps",
  context_limit: "context limit",
  timeout: "timeout",
  parse_error: "parse error",
  invalid_action: "invalid action",
  refused: "refused",
  error: "error",
  budget: "budget",
  cancelled: "cancelled",
  abandoned: "abandoned",
  unknown: "not said",
}
