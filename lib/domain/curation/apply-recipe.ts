import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { countKept, createMarks, keptRows, type Marks, markFailing } from "@/lib/domain/curation/marks"
import { markOutranked, rankingOf } from "@/lib/domain/curation/ranking"
import { rowTest } from "@/lib/domain/curation/row-test"
import { isEditRule, isRankingRule, type Rule } from "@/lib/domain/curation/rule"

/** One enabled rule's part in the funnel; `rule` is its index in the recipe. */
export interface FunnelStage {
  rule: number
  before: number
  kept: number
  dropped: number
}

/** `kept` is ascending; `reasonByRow` holds the index of the rule that dropped the row, -1 where it is kept, -2 in other runs. */
export interface Selection {
  kept: Uint32Array
  reasonByRow: Marks
  funnel: FunnelStage[]
}

/** Applies the enabled rules (at most 100) in order, each to what the ones before it left; only to some runs where they are given. */
export function applyRecipe(
  columns: EpisodeColumns,
  rules: readonly Rule[],
  runs?: ReadonlySet<number>,
): Selection {
  const reasonByRow = createMarks(columns, runs)
  const funnel = applyRules(columns, rules, reasonByRow)
  return { kept: keptRows(reasonByRow), reasonByRow, funnel }
}

/** Applies the rules from index `from` up to `to` to what is kept so far. */
export function applyRules(
  columns: EpisodeColumns,
  rules: readonly Rule[],
  marks: Marks,
  from = 0,
  to = rules.length,
): FunnelStage[] {
  const funnel: FunnelStage[] = []
  let before = countKept(marks)
  for (let index = from; index < to; index++) {
    const rule = rules[index] as Rule
    if (!rule.enabled) continue
    const dropped = isEditRule(rule)
      ? 0
      : isRankingRule(rule)
        ? markOutranked(marks, rankingOf(columns, rule, marks), index)
        : markFailing(marks, rowTest(columns, rule), index)
    funnel.push({ rule: index, before, kept: before - dropped, dropped })
    before -= dropped
  }
  return funnel
}

export function allRows(columns: EpisodeColumns): Uint32Array {
  return keptRows(createMarks(columns))
}
