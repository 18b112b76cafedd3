import { RULE_NAMES } from "@/components/dataset/rule-text"
import type { Rule } from "@/lib/domain/curation/rule"

const TIE_BREAK = ["score" as const, "steps" as const, "cost" as const]

/** A rule of a type as it is added: it says the most common thing, or nothing yet. */
export function newRule(type: Rule["type"]): Rule {
  switch (type) {
    case "success":
      return { type, enabled: true, keep: "success" }
    case "threshold":
      return { type, enabled: true, metric: "score", min: null, max: null }
    case "label":
      return { type, enabled: true, keep: ["good", "unsure", "none"] }
    case "stopReason":
      return { type, enabled: true, mode: "notIn", reasons: ["error", "max_steps"] }
    case "range":
      return { type, enabled: true, column: "steps", min: null, max: null, keepUnknown: true }
    case "taskCap":
      return { type, enabled: true, max: 1, tieBreak: TIE_BREAK }
    case "topShare":
      return { type, enabled: true, share: 0.5, within: "group", tieBreak: TIE_BREAK }
    case "duplicates":
      return { type, enabled: true, tieBreak: TIE_BREAK }
    case "nearDuplicates":
      return { type, enabled: true, within: "task", tieBreak: TIE_BREAK }
    case "balance":
      return { type, enabled: true, by: "difficulty", per: "task", count: 4, tieBreak: TIE_BREAK }
    case "agreement":
      return { type, enabled: true, people: 2, share: 1 }
    case "context":
      return { type, enabled: true, window: 65_536, reserve: 0, model: null }
    case "tags":
      return { type, enabled: true, mode: "none", tags: [] }
    case "tasks":
      return { type, enabled: true, mode: "drop", tasks: [], groups: [] }
    case "text":
      return { type, enabled: true, mode: "without", within: "assistant", text: "I apologize" }
    case "mask":
      return { type, enabled: true, errors: true, labelled: true, tools: [] }
    case "corrections":
      return { type, enabled: true }
  }
}

interface RuleChoice {
  label: string
  rule: () => Rule
}

const named = (type: Rule["type"]): RuleChoice => ({ label: RULE_NAMES[type], rule: () => newRule(type) })

/** What can be added, by what it is about: outcome, size, what it is of, choosing among equals, teaching. */
export const RULE_CHOICES: readonly (readonly RuleChoice[])[] = [
  (["success", "threshold", "label", "agreement", "stopReason"] as const).map(named),
  (["range", "context"] as const).map(named),
  (["tags", "tasks", "text"] as const).map(named),
  [
    ...(["duplicates", "nearDuplicates"] as const).map(named),
    { label: "Best of n", rule: () => newRule("taskCap") },
    {
      label: RULE_NAMES.taskCap,
      rule: () => ({ type: "taskCap", enabled: true, max: 4, tieBreak: TIE_BREAK }),
    },
    ...(["topShare", "balance"] as const).map(named),
  ],
  (["mask", "corrections"] as const).map(named),
]
