import type { Rule } from "@/lib/domain/curation/rule"

const ALL = ["score", "steps", "cost"] as const

const threshold = (min: number): Rule => ({
  type: "threshold",
  enabled: true,
  metric: "score",
  min,
  max: null,
})

export interface Family {
  name: string
  /** The n-th change of a rule; the threshold stands first. */
  rules: (change: number) => Rule[]
  /** How a person makes such a change: the number of a rule's field. */
  field: { rule: number; label: string; value: (change: number) => number }
}

/** Above every failure, so that each change is seen whatever the other rules. */
const MIN = { rule: 0, label: "At least", value: (n: number) => 0.505 + n / 100 }

const MOST = (rule: number): Family["field"] => ({
  rule,
  label: "Episodes per task at most",
  value: (n) => 21 + n,
})

/** Kinds of rule changes: every call is a recipe that was not asked for before. */
export const FAMILIES: Family[] = [
  { name: "threshold", field: MIN, rules: (n) => [threshold(0.5 + n / 100)] },
  {
    name: "threshold, success",
    field: MIN,
    rules: (n) => [threshold(0.5 + n / 100), { type: "success", enabled: true, keep: "success" }],
  },
  {
    name: "threshold, steps, label",
    field: MIN,
    rules: (n) => [
      threshold(0.3),
      { type: "range", enabled: true, column: "steps", min: null, max: 20 + n, keepUnknown: true },
      { type: "label", enabled: true, keep: ["good", "none"] },
    ],
  },
  {
    name: "threshold, task cap by score",
    field: MOST(1),
    rules: (n) => [threshold(0.3), { type: "taskCap", enabled: true, max: 100 + n, tieBreak: [...ALL] }],
  },
  {
    name: "threshold, exact duplicates",
    field: MIN,
    rules: (n) => [threshold(0.5 + n / 100), { type: "duplicates", enabled: true, tieBreak: [...ALL] }],
  },
  {
    name: "threshold, task cap by steps",
    field: MOST(1),
    rules: (n) => [
      threshold(0.3),
      { type: "taskCap", enabled: true, max: 20 + n, tieBreak: ["steps", "score"] },
    ],
  },
  {
    name: "threshold, duplicates by steps, task cap by steps",
    field: MOST(2),
    rules: (n) => [
      threshold(0.3),
      { type: "duplicates", enabled: true, tieBreak: ["steps", "score"] },
      { type: "taskCap", enabled: true, max: 20 + n, tieBreak: ["steps", "score"] },
    ],
  },
]
