import { bestPerGroup } from "@/lib/domain/curation/best-per-group"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { preferenceOf } from "@/lib/domain/curation/preference"
import { rowTest } from "@/lib/domain/curation/row-test"
import { isRankingRule, type Rule, type TopShareRule } from "@/lib/domain/curation/rule"
import { topShare } from "@/lib/domain/curation/top-share"

/** One enabled rule's part in the funnel; `rule` is its index in the recipe. */
export interface FunnelStage {
  rule: number
  before: number
  kept: number
  dropped: number
}

/** `kept` is ascending; `reasonByRow` holds the index of the rule that dropped the row, -1 where it is kept. */
export interface Selection {
  kept: Uint32Array
  reasonByRow: Int16Array
  funnel: FunnelStage[]
}

/** Applies the enabled rules in order, each to what the ones before it left. */
export function applyRecipe(columns: EpisodeColumns, rules: readonly Rule[]): Selection {
  const reasonByRow = new Int16Array(columns.count).fill(-1)
  const funnel: FunnelStage[] = []
  let rows = allRows(columns)
  rules.forEach((rule, index) => {
    if (!rule.enabled) return
    const before = rows
    rows = applyRule(columns, before, rule)
    markDropped(before, rows, reasonByRow, index)
    funnel.push({
      rule: index,
      before: before.length,
      kept: rows.length,
      dropped: before.length - rows.length,
    })
  })
  return { kept: rows, reasonByRow, funnel }
}

/** The rows that the enabled rules leave of `rows` (ascending), without the reasons. */
export function keepRows(columns: EpisodeColumns, rules: readonly Rule[], rows: Uint32Array): Uint32Array {
  return rules.reduce((left, rule) => (rule.enabled ? applyRule(columns, left, rule) : left), rows)
}

export function allRows(columns: EpisodeColumns): Uint32Array {
  const rows = new Uint32Array(columns.count)
  for (let row = 0; row < rows.length; row++) rows[row] = row
  return rows
}

function applyRule(columns: EpisodeColumns, rows: Uint32Array, rule: Rule): Uint32Array {
  if (!isRankingRule(rule)) return passing(rows, rowTest(columns, rule))
  const order = preferenceOf(columns, rule.tieBreak)
  if (rule.type === "taskCap") return bestPerGroup(rows, columns.taskNo, rule.max, order)
  if (rule.type === "topShare") return topShare(rows, scopeOf(columns, rule), rule.share, order)
  return bestPerGroup(rows, columns.contentGroup, 1, order)
}

function scopeOf(columns: EpisodeColumns, { within }: TopShareRule): Int32Array | null {
  if (within === "all") return null
  return within === "task" ? columns.taskNo : columns.groupNo
}

/** The rows that pass, in their order. */
export function passing(rows: Uint32Array, test: (row: number) => boolean): Uint32Array {
  const kept = new Uint32Array(rows.length)
  let count = 0
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    if (test(row)) kept[count++] = row
  }
  return kept.slice(0, count)
}

/** Both lists ascend, and `after` is part of `before`. */
function markDropped(before: Uint32Array, after: Uint32Array, reasonByRow: Int16Array, reason: number): void {
  let next = 0
  for (let index = 0; index < before.length; index++) {
    const row = before[index] as number
    if (after[next] === row) next += 1
    else reasonByRow[row] = reason
  }
}
