import { STOP_REASON_WORDS } from "@/components/episode/stop-reason"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatPercent } from "@/components/format/percent"
import { formatMicroUsd } from "@/components/format/usd"
import type {
  BalanceRule,
  LabelState,
  MaskRule,
  RangeColumn,
  Rule,
  TagsRule,
  TasksRule,
  TieBreak,
  TopShareRule,
} from "@/lib/domain/curation/rule"

export const RULE_NAMES: Record<Rule["type"], string> = {
  success: "Success",
  threshold: "Threshold",
  label: "Label",
  agreement: "Agreement",
  stopReason: "Stop reason",
  range: "Range",
  context: "Context limit",
  tags: "Tags",
  tasks: "Tasks",
  text: "Text",
  duplicates: "Duplicates",
  nearDuplicates: "Near duplicates",
  taskCap: "Best per task",
  topShare: "Best share",
  balance: "Balance",
  mask: "Mask steps",
  corrections: "Corrected steps",
}

export const LABEL_WORDS: Record<LabelState, string> = {
  good: "good",
  unsure: "unsure",
  bad: "bad",
  none: "unlabelled",
}

export const COLUMN_WORDS: Record<RangeColumn, string> = {
  steps: "steps",
  contentTokens: "tokens",
  assistantTokens: "assistant tokens",
  costMicro: "cost",
  latencyMs: "latency",
  errors: "errors",
  trial: "trial",
}

export const TIE_BREAK_WORDS: Record<TieBreak, string> = {
  score: "highest score",
  steps: "fewest steps",
  cost: "lowest cost",
}

export const SCOPE_WORDS: Record<TopShareRule["within"], string> = {
  all: "all episodes",
  group: "each task family",
  task: "each task",
}

export const TAG_MODE_WORDS: Record<TagsRule["mode"], string> = {
  any: "with any of",
  all: "with all of",
  none: "with none of",
}

export const BALANCE_WORDS: Record<BalanceRule["by"], string> = {
  uniform: "the same for every task",
  difficulty: "more for harder tasks",
}

/** The first few of many. */
function listFew(names: readonly string[]): string {
  const rest = names.length - 3
  return names.slice(0, 3).join(", ") + (rest > 0 ? ` and ${formatCount(rest)} more` : "")
}

function describeTags({ mode, tags }: TagsRule): string {
  return tags.length === 0 ? "no tag chosen" : `${TAG_MODE_WORDS[mode]} ${listFew(tags)}`
}

function describeTasks({ mode, tasks, groups }: TasksRule): string {
  if (tasks.length + groups.length === 0) return mode === "drop" ? "none left out" : "none chosen"
  const families = groups.map((group) => `family ${group}`)
  return `${mode === "drop" ? "without" : "only"} ${listFew([...families, ...tasks])}`
}

function describeMask({ errors, labelled, tools }: MaskRule): string {
  const parts = [
    ...(errors ? ["errors"] : []),
    ...(labelled ? ["labelled ones"] : []),
    ...(tools.length > 0 ? [`calls of ${listFew(tools)}`] : []),
  ]
  return parts.length === 0 ? "nothing" : `not trained on: ${parts.join(", ")}`
}

function describeBalance({ by, per, count, tieBreak }: BalanceRule): string {
  const total =
    per === "task" ? `${formatCountOf(count, "episode")} a task` : `${formatCountOf(count, "episode")} in all`
  return `${total}, ${BALANCE_WORDS[by]}, ${describeTieBreak(tieBreak)}`
}

function formatBound(column: RangeColumn, bound: number): string {
  if (column === "costMicro") return formatMicroUsd(bound)
  return column === "latencyMs" ? formatDuration(bound) : formatCount(bound)
}

function describeBounds(name: string, low: string | null, high: string | null): string {
  if (low !== null && high !== null) return `${low} ≤ ${name} ≤ ${high}`
  if (low !== null) return `${name} ≥ ${low}`
  return high === null ? `${name} is known` : `${name} ≤ ${high}`
}

/** A threshold's end with the digits it was given, four at most. */
export function formatThreshold(value: number): string {
  return String(Number(value.toFixed(4))).replace("-", "−")
}

function describeRange(rule: Extract<Rule, { type: "range" }>): string {
  const end = (value: number | null) => (value === null ? null : formatBound(rule.column, value))
  const bounds = describeBounds(COLUMN_WORDS[rule.column], end(rule.min), end(rule.max))
  if (!rule.keepUnknown) return bounds
  return rule.min === null && rule.max === null ? "keeps everything" : `${bounds}, or unknown`
}

/** What a rule keeps, in a few words. */
export function describeRule(rule: Rule): string {
  switch (rule.type) {
    case "success":
      return rule.keep === "success" ? "solved episodes" : "failed episodes"
    case "threshold": {
      const end = (value: number | null) => (value === null ? null : formatThreshold(value))
      return describeBounds(rule.metric, end(rule.min), end(rule.max))
    }
    case "label":
      return rule.keep.map((state) => LABEL_WORDS[state]).join(", ")
    case "stopReason": {
      const words = rule.reasons.map((reason) => STOP_REASON_WORDS[reason]).join(", ")
      return rule.mode === "in" ? words || "none chosen" : words ? `not ${words}` : "any"
    }
    case "range":
      return describeRange(rule)
    case "taskCap":
      return `${formatCountOf(rule.max, "episode")}, ${describeTieBreak(rule.tieBreak)}`
    case "topShare":
      return `${formatPercent(rule.share, 0)} of ${SCOPE_WORDS[rule.within]}, ${describeTieBreak(rule.tieBreak)}`
    case "duplicates":
      return `one of equal content, ${describeTieBreak(rule.tieBreak)}`
    case "nearDuplicates": {
      const scope = rule.within === "task" ? " in a task" : ""
      return `one of nearly equal actions${scope}, ${describeTieBreak(rule.tieBreak)}`
    }
    case "balance":
      return describeBalance(rule)
    case "agreement":
      return `${formatCountOf(rule.people, "person", "people")} or more, ${formatPercent(rule.share, 0)} agree`
    case "context": {
      const whose = rule.model === null ? "" : ` (${rule.model})`
      return `tokens + ${formatCount(rule.reserve)} ≤ ${formatCount(rule.window)}${whose}`
    }
    case "tags":
      return describeTags(rule)
    case "tasks":
      return describeTasks(rule)
    case "text": {
      const where = rule.within === "assistant" ? "reply" : "message"
      return `${rule.mode === "with" ? "a" : "no"} ${where} says “${rule.text}”`
    }
    case "mask":
      return describeMask(rule)
    case "corrections":
      return "taught as corrected, up to the first correction"
  }
}

function describeTieBreak([first]: readonly TieBreak[]): string {
  return first ? TIE_BREAK_WORDS[first] : ""
}
