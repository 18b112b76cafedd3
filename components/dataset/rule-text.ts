import { STOP_REASON_WORDS } from "@/components/episode/stop-reason"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatPercent } from "@/components/format/percent"
import { formatMicroUsd } from "@/components/format/usd"
import type { LabelState, RangeColumn, Rule, TieBreak, TopShareRule } from "@/lib/domain/curation/rule"

export const RULE_NAMES: Record<Rule["type"], string> = {
  success: "Success",
  threshold: "Threshold",
  label: "Label",
  stopReason: "Stop reason",
  range: "Range",
  taskCap: "Best per task",
  topShare: "Best share",
  duplicates: "Duplicates",
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
  }
}

function describeTieBreak([first]: readonly TieBreak[]): string {
  return first ? TIE_BREAK_WORDS[first] : ""
}
