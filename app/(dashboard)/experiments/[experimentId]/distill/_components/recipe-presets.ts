import { newRule } from "@/components/dataset/new-rule"
import { describeRule, RULE_NAMES } from "@/components/dataset/rule-text"
import type { Rule } from "@/lib/domain/curation/rule"
import type { Objective } from "@/lib/domain/training"

export const PRESET_IDS = ["success", "topHalf", "weighted", "all", "own"] as const

export type PresetId = (typeof PRESET_IDS)[number]

export interface RecipePreset {
  id: PresetId
  label: string
  description: string
  /** Ends the name of the student. */
  suffix: string
  rules: Rule[]
  objective: Objective
}

const TOP_HALF = [newRule("topShare"), newRule("success")]

const PRESETS: readonly RecipePreset[] = [
  {
    id: "success",
    label: "Successes",
    description: "Every episode that solved its task. Helps against a teacher that fails whole attempts.",
    suffix: "successes",
    rules: [newRule("success")],
    objective: "success",
  },
  {
    id: "topHalf",
    label: "Top half of each family",
    description: "The better half by score within each task family, if it succeeded.",
    suffix: "top half",
    rules: TOP_HALF,
    objective: "topq",
  },
  {
    id: "weighted",
    label: "Top half, weighted",
    description: "The same, each step weighted by how much likelier the better half makes it.",
    suffix: "top half, weighted",
    rules: TOP_HALF,
    objective: "weighted",
  },
  {
    id: "all",
    label: "Every episode",
    description: "Failures too: plain cloning, the bar that curation has to beat.",
    suffix: "every episode",
    rules: [],
    objective: "all",
  },
]

/** The recipes on offer; a recipe from the curation lab comes first. */
export function listPresets(own: Rule[] | null): RecipePreset[] {
  if (!own) return [...PRESETS]
  const rules = own.filter((rule) => rule.enabled)
  const words = rules.map((rule) => `${RULE_NAMES[rule.type]}: ${describeRule(rule)}`)
  return [
    {
      id: "own",
      label: "The recipe as chosen",
      description: words.length > 0 ? words.join("; ") : "No rule: every episode.",
      suffix: "own recipe",
      rules: own,
      objective: objectiveOf(rules),
    },
    ...PRESETS,
  ]
}

function objectiveOf(rules: readonly Rule[]): Objective {
  if (rules.length === 0) return "all"
  return rules.some((rule) => rule.type === "topShare") ? "topq" : "success"
}
