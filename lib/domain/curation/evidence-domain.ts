import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { isRankingRule, type Rule, type ThresholdRule } from "@/lib/domain/curation/rule"

export interface EvidenceDomain {
  /** The rows that a threshold cuts: with its metric, past the other rules. */
  rows: Uint32Array
  /** Rules left aside: those that read labels, and later ones that choose among what is kept. */
  leftAside: number[]
}

/**
 * The population that precision and recall of a threshold speak about. Rules over labels are left aside, since a population that
 * follows the labels would make them agree with themselves.
 */
export function evidenceDomain(
  columns: EpisodeColumns,
  rules: readonly Rule[],
  thresholdIndex: number,
): EvidenceDomain {
  const leftAside: number[] = []
  const applied = rules.flatMap((rule, index): Rule[] => {
    if (index === thresholdIndex) return [{ ...(rule as ThresholdRule), enabled: true, min: null }]
    if (!rule.enabled) return []
    const readsLabels = rule.type === "label" || rule.type === "agreement"
    if (!readsLabels && (index < thresholdIndex || !isRankingRule(rule))) return [rule]
    leftAside.push(index)
    return []
  })
  return { rows: applyRecipe(columns, applied).kept, leftAside }
}
