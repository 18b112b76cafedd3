import type { StopReason } from "@/lib/domain/episode"

/** What decides between episodes of one group, in this order; unknown values come last, the smaller id decides at the end. */
export const TIE_BREAKS = ["score", "steps", "cost"] as const

/** `score`: higher is better; `steps` and `cost`: lower is better. */
export type TieBreak = (typeof TIE_BREAKS)[number]

export const LABEL_STATES = ["good", "unsure", "bad", "none"] as const

export type LabelState = (typeof LABEL_STATES)[number]

export const RANGE_COLUMNS = [
  "steps",
  "contentTokens",
  "assistantTokens",
  "costMicro",
  "latencyMs",
  "errors",
  "trial",
] as const

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

export const TAG_MODES = ["any", "all", "none"] as const

/** Episodes with any, all or none of the tags; a tag that nobody has is no error. */
export interface TagsRule {
  type: "tags"
  enabled: boolean
  mode: (typeof TAG_MODES)[number]
  tags: string[]
}

/** Episodes whose messages and `reserve` (tools, template) fit into the target model's context. */
export interface ContextRule {
  type: "context"
  enabled: boolean
  /** Tokens. */
  window: number
  /** Tokens. */
  reserve: number
  /** Whose window it is, for people to read. */
  model: string | null
}

/** Episodes of the tasks and task families listed, or of all others. */
export interface TasksRule {
  type: "tasks"
  enabled: boolean
  mode: "keep" | "drop"
  /** Keys. */
  tasks: string[]
  /** Families (templates). */
  groups: string[]
}

/** Episodes that at least `people` have judged, of whom at least `share` (0..1) agree; who adjudicates makes all agree. */
export interface AgreementRule {
  type: "agreement"
  enabled: boolean
  people: number
  share: number
}

export const TEXT_SCOPES = ["assistant", "all"] as const

/** Episodes in which a message (of the assistant, or any) holds a text, or none does; A-Z and a-z are alike. */
export interface TextRule {
  type: "text"
  enabled: boolean
  mode: "with" | "without"
  within: (typeof TEXT_SCOPES)[number]
  text: string
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

/** One episode of those with nearly the same actions, in the task or in the experiment; what nobody compared yet is kept. */
export interface NearDuplicatesRule {
  type: "nearDuplicates"
  enabled: boolean
  within: "task" | "all"
  tieBreak: TieBreak[]
}

export const BALANCE_MODES = ["uniform", "difficulty"] as const

/** Every task's share of `count` episodes in all, or on average per task: the same, or in proportion to its difficulty. */
export interface BalanceRule {
  type: "balance"
  enabled: boolean
  by: (typeof BALANCE_MODES)[number]
  per: "task" | "all"
  count: number
  tieBreak: TieBreak[]
}

/** Replies that stay as context but are not trained on. */
export interface MaskRule {
  type: "mask"
  enabled: boolean
  /** Those that were, or were answered by, an error. */
  errors: boolean
  /** Those that a label masks. */
  labelled: boolean
  /** Those that call one of these. */
  tools: string[]
}

/** An episode ends with its first corrected reply, in the words of the correction. */
export interface CorrectionsRule {
  type: "corrections"
  enabled: boolean
}

/** Rules that judge an episode by itself. */
export type RowRule =
  | SuccessRule
  | ThresholdRule
  | LabelRule
  | AgreementRule
  | StopReasonRule
  | RangeRule
  | ContextRule
  | TagsRule
  | TasksRule
  | TextRule

/** Rules that choose among episodes, so that the rules before them matter. */
export type RankingRule = TaskCapRule | TopShareRule | DuplicatesRule | NearDuplicatesRule | BalanceRule

/** Rules that drop nothing: they say how the messages of what is kept are taught. */
export type EditRule = MaskRule | CorrectionsRule

export type Rule = RowRule | RankingRule | EditRule

const RANKING: readonly Rule["type"][] = ["taskCap", "topShare", "duplicates", "nearDuplicates", "balance"]

export function isRankingRule(rule: Rule): rule is RankingRule {
  return RANKING.includes(rule.type)
}

export function isEditRule(rule: Rule): rule is EditRule {
  return rule.type === "mask" || rule.type === "corrections"
}

/** What a text rule looks for: rules with equal keys find the same. */
export function textKey({ within, text }: Pick<TextRule, "within" | "text">): string {
  return `${within} ${foldCase(text)}`
}

/** A-Z as a-z and nothing else, so that the database folds alike. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
