import type { Rule } from "@/lib/domain/curation/rule"

interface OpenRecipe {
  rules: readonly Rule[]
  /** Which rule is selected. */
  rule: number | null
}

/** The threshold that a recipe is looked at by: the selected rule, else the first there is. */
export function shownThreshold({ rules, rule }: OpenRecipe): number | null {
  if (rule !== null && rules[rule]?.type === "threshold") return rule
  const first = rules.findIndex(({ type }) => type === "threshold")
  return first < 0 ? null : first
}
