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
  }
}
