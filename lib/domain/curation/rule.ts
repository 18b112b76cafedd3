import type { StopReason } from "@/lib/domain/episode"

/** What decides between episodes of one group, in this order; unknown values come last, the smaller id decides at the end. */
export const TIE_BREAKS = ["score", "steps", "cost"] as const

/** `score`: higher is better; `steps` and `cost`: lower is better. */
export type TieBreak = (typeof TIE_BREAKS)[number]

export const LABEL_STATES = ["good", "unsure", "bad", "none"] as const

export type LabelState = (typeof LABEL_STATES)[number]

export const RANGE_COLUMNS = ["steps", "contentTokens", "assistantTokens", "costMicro", "latencyMs"] as const

export type RangeColumn = (typeof RANGE_COLUMNS)[number]

export interface SuccessRule {
  type: "success"
  enabled: boolean
  /** Episodes of unknown success are dropped either way. */
  keep: "success" | "failure"
}

/** Both ends belong to the range; null leaves an end open. An episode without the metric is dropped. */
export interface ThresholdRule {
  type: "threshold"
  enabled: boolean
  /** `score` or the name of another metric. */
  metric: string
  min: number | null
  max: number | null
}

export interface LabelRule {
  type: "label"
  enabled: boolean
  keep: LabelState[]
}

export interface StopReasonRule {
  type: "stopReason"
  enabled: boolean
  mode: "in" | "notIn"
  reasons: StopReason[]
}

export interface RangeRule {
  type: "range"
  enabled: boolean
  column: RangeColumn
  min: number | null
  max: number | null
  keepUnknown: boolean
}

/** At most `max` episodes of each task, the best by `tieBreak`. */
export interface TaskCapRule {
  type: "taskCap"
  enabled: boolean
  max: number
  tieBreak: TieBreak[]
}

export const SHARE_SCOPES = ["all", "group", "task"] as const

/** The best `share` (0..1, rounded up) of all episodes, or of each task family or task, by `tieBreak`. */
export interface TopShareRule {
  type: "topShare"
  enabled: boolean
  share: number
  within: (typeof SHARE_SCOPES)[number]
  tieBreak: TieBreak[]
}

/** One episode of those with equal content, the best by `tieBreak`. */
export interface DuplicatesRule {
  type: "duplicates"
  enabled: boolean
  tieBreak: TieBreak[]
}

/** Rules that judge an episode by itself. */
export type RowRule = SuccessRule | ThresholdRule | LabelRule | StopReasonRule | RangeRule

/** Rules that choose among episodes, so that the rules before them matter. */
export type RankingRule = TaskCapRule | TopShareRule | DuplicatesRule

export type Rule = RowRule | RankingRule

export function isRankingRule(rule: Rule): rule is RankingRule {
  return rule.type === "taskCap" || rule.type === "topShare" || rule.type === "duplicates"
}
