import { applyRules } from "@/lib/domain/curation/apply-recipe"
import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"
import { createMarks, KEPT } from "@/lib/domain/curation/marks"
import { rowsByMetric } from "@/lib/domain/curation/rows-by-metric"
import { isRankingRule, type Rule, type ThresholdRule } from "@/lib/domain/curation/rule"

export interface EvidenceDomain {
  /** The rows that a threshold cuts: with its metric, past the other rules; the lowest value first. */
  rows: Uint32Array
  /** Their values of the metric, ascending. */
  values: Float64Array
  /** What humans say of them. */
  humanLabels: Int8Array
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
  const threshold = rules[thresholdIndex] as ThresholdRule
  const leftAside: number[] = []
  const applied = rules.flatMap((rule, index): Rule[] => {
    if (index === thresholdIndex) return [{ ...threshold, enabled: true, min: null }]
    if (!rule.enabled) return []
    const readsLabels = rule.type === "label" || rule.type === "agreement"
    if (!readsLabels && (index < thresholdIndex || !isRankingRule(rule))) return [rule]
    leftAside.push(index)
    return []
  })
  const column = metricColumn(columns, threshold.metric)
  if (column === null) {
    return { rows: new Uint32Array(), values: new Float64Array(), humanLabels: new Int8Array(), leftAside }
  }
  const rows = new Uint32Array(columns.count)
  const values = new Float64Array(columns.count)
  const humanLabels = new Int8Array(columns.count)
  const marks = createMarks(columns)
  applyRules(columns, applied, marks)
  const all = rowsByMetric(columns, threshold.metric, column)
  let count = 0
  for (let place = 0; place < all.rows.length; place++) {
    const row = all.rows[place] as number
    if (marks[row] !== KEPT) continue
    rows[count] = row
    values[count] = all.values[place] as number
    humanLabels[count] = all.humanLabels[place] as number
    count += 1
  }
  return {
    rows: rows.subarray(0, count),
    values: values.subarray(0, count),
    humanLabels: humanLabels.subarray(0, count),
    leftAside,
  }
}
