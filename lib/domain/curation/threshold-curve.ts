import { applyRules } from "@/lib/domain/curation/apply-recipe"
import { type Changes, changesOf, changesWithoutFailing } from "@/lib/domain/curation/changes"
import { countTasks } from "@/lib/domain/curation/count-tasks"
import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"
import { type CurveTotals, Ledger, type PartsWanted } from "@/lib/domain/curation/ledger"
import { createMarks, KEPT, type Marks, markFailing } from "@/lib/domain/curation/marks"
import { keptPresence, type Presence, withoutFailing } from "@/lib/domain/curation/presence"
import { rankedChanges } from "@/lib/domain/curation/ranked-changes"
import { rankingOf } from "@/lib/domain/curation/ranking"
import { rowTest } from "@/lib/domain/curation/row-test"
import { isEditRule, isRankingRule, type Rule, type ThresholdRule } from "@/lib/domain/curation/rule"
import { evenStops, type Reach, reachOf, stopOfRows } from "@/lib/domain/curation/stops"

export interface ThresholdCurve extends CurveTotals {
  stops: Float64Array
  /** For each of the parts asked for: its counts by place and coarse stop. */
  parts: number[][][]
}

export interface CurveOptions {
  stops?: number
  /** Where the slider begins and ends; the metric's known values without it. */
  reach?: Reach
  /** What the rules before the threshold keep, where that is known already. */
  before?: Marks
  /** Counted at every `every`-th stop. */
  parts?: readonly PartsWanted[]
  every?: number
}

/**
 * The exact totals of a recipe at every position of one threshold's lower end. Null when no episode has the metric.
 *
 * The threshold is thought to move down from its highest stop. Rules after it keep a row from one stop to another, and say
 * so in one pass; where rows come and go more often (a share ranked by something else than the threshold, a cap after a cap of another
 * order) every rule turns the changes that reach it into its own, at a few changes for each row.
 */
export function thresholdCurve(
  columns: EpisodeColumns,
  rules: readonly Rule[],
  thresholdIndex: number,
  { stops: stopCount = 1001, reach, before, parts = [], every = 10 }: CurveOptions = {},
): ThresholdCurve | null {
  const threshold = rules[thresholdIndex]
  if (threshold?.type !== "threshold") throw new RangeError("the curve follows a threshold rule")
  const values = metricColumn(columns, threshold.metric)
  const span = values && (reach ?? reachOf(values))
  if (!values || !span) return null
  const marks = before?.slice() ?? createMarks(columns)
  if (!before) applyRules(columns, rules, marks, 0, thresholdIndex)
  const open: ThresholdRule = { ...threshold, min: null }
  markFailing(marks, rowTest(columns, open), thresholdIndex)
  const after = rules.slice(thresholdIndex + 1)
  const firstRanking = after.findIndex(isRankingRule)
  const plain = firstRanking < 0 ? after.length : firstRanking
  applyRules(columns, after, marks, 0, plain)
  const enter = keptOnly(stopOfRows(columns, threshold.metric, span, stopCount), marks)
  const kept = follow(columns, after.slice(plain), marks, { enter, leave: null })
  const ledger = new Ledger(columns, stopCount, parts, every)
  if ("enter" in kept) ledger.enterPresence(kept)
  else ledger.enterChanges(kept)
  countTasks(columns, kept, ledger, stopCount)
  return { stops: evenStops(span, stopCount), ...ledger.close() }
}

/** The stops of what is kept, -1 for the rest; by bits, since a processor cannot guess which rows are kept. */
function keptOnly(stopOf: Int16Array, marks: Marks): Int16Array {
  const stops = new Int16Array(stopOf.length)
  for (let row = 0; row < stops.length; row++) {
    const off = (marks[row] as number) - KEPT
    stops[row] = (stopOf[row] as number) | ((off | -off) >> 31)
  }
  return stops
}

/** What the rules keep while the threshold moves down, in the plainest form that says it. */
function follow(
  columns: EpisodeColumns,
  rules: readonly Rule[],
  marks: Marks,
  start: Presence,
): Presence | Changes {
  return rules.reduce<Presence | Changes>((reached, rule) => {
    if (!rule.enabled || isEditRule(rule)) return reached
    if (!isRankingRule(rule)) {
      const test = rowTest(columns, rule)
      return "enter" in reached ? withoutFailing(reached, test) : changesWithoutFailing(reached, test)
    }
    const ranking = rankingOf(columns, rule, marks)
    const kept = "enter" in reached ? keptPresence(reached, ranking) : null
    return kept ?? rankedChanges("enter" in reached ? changesOf(reached) : reached, ranking)
  }, start)
}
