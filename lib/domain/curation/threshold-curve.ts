import { allRows, keepRows, passing } from "@/lib/domain/curation/apply-recipe"
import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"
import { isRankingRule, type Rule, type ThresholdRule } from "@/lib/domain/curation/rule"
import { evenStops, lastStopAtOrBelow, type Reach, reachOf } from "@/lib/domain/curation/stops"
import { known, type Totals, totalsOf } from "@/lib/domain/curation/totals"

/** What the recipe keeps when the threshold's lower end stands at each stop (ascending): one entry per stop in every array. */
export type ThresholdCurve = { stops: Float64Array } & { [Total in keyof Totals]: Float64Array }

export interface CurveOptions {
  stops?: number
  /** Where the slider begins and ends; the metric's known values without it. */
  reach?: Reach
}

const TOTALS = ["episodes", "tasks", "contentTokens", "assistantTokens", "scoreSum", "costMicro"] as const

/**
 * The exact totals of a recipe at every position of one threshold's lower end. Null when no episode has the metric.
 *
 * Where the rules after the threshold judge rows singly or rank by the threshold's own metric first, what is kept at a
 * threshold is what is kept without one, cut at the threshold: one pass gives all stops. Otherwise a cap may choose
 * differently at each stop, and the rules are run again wherever the threshold admits more rows.
 */
export function thresholdCurve(
  columns: EpisodeColumns,
  rules: readonly Rule[],
  thresholdIndex: number,
  { stops: stopCount = 1001, reach }: CurveOptions = {},
): ThresholdCurve | null {
  const threshold = rules[thresholdIndex]
  if (threshold?.type !== "threshold") throw new RangeError("the curve follows a threshold rule")
  const values = metricColumn(columns, threshold.metric)
  const span = values && (reach ?? reachOf(values))
  if (!values || !span) return null
  const curve = emptyCurve(evenStops(span, stopCount))
  const open: ThresholdRule = { ...threshold, enabled: true, min: null }
  const before = keepRows(columns, [...rules.slice(0, thresholdIndex), open], allRows(columns))
  const after = rules.slice(thresholdIndex + 1)
  if (cutsAPrefix(after, threshold.metric)) sumOnce(columns, values, keepRows(columns, after, before), curve)
  else runPerStop(columns, values, before, after, curve)
  return curve
}

/** Whether a threshold on `metric` merely cuts what these later rules keep without it. */
export function cutsAPrefix(later: readonly Rule[], metric: string): boolean {
  return later.every(
    (rule) =>
      !rule.enabled ||
      !isRankingRule(rule) ||
      (rule.type !== "topShare" && metric === "score" && rule.tieBreak[0] === "score"),
  )
}

function emptyCurve(stops: Float64Array): ThresholdCurve {
  const totals = TOTALS.map((total) => [total, new Float64Array(stops.length)])
  return { stops, ...Object.fromEntries(totals) } as ThresholdCurve
}

/** Adds each row at the last stop that keeps it, then sums from the highest stop down. */
function sumOnce(
  columns: EpisodeColumns,
  values: Float64Array,
  rows: Uint32Array,
  curve: ThresholdCurve,
): void {
  const lastOfTask = new Int32Array(taskCount(columns, rows)).fill(-1)
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    const stop = lastStopAtOrBelow(curve.stops, values[row] as number)
    if (stop < 0) continue
    add(curve.episodes, stop, 1)
    add(curve.contentTokens, stop, columns.contentTokens[row] as number)
    add(curve.assistantTokens, stop, columns.assistantTokens[row] as number)
    add(curve.scoreSum, stop, known(columns.score[row] as number))
    add(curve.costMicro, stop, known(columns.costMicro[row] as number))
    const task = columns.taskNo[row] as number
    if (stop > (lastOfTask[task] as number)) lastOfTask[task] = stop
  }
  for (const stop of lastOfTask) if (stop >= 0) add(curve.tasks, stop, 1)
  for (const total of TOTALS) {
    for (let stop = curve.stops.length - 2; stop >= 0; stop--)
      add(curve[total], stop, curve[total][stop + 1] as number)
  }
}

function taskCount(columns: EpisodeColumns, rows: Uint32Array): number {
  let count = 0
  for (let index = 0; index < rows.length; index++) {
    count = Math.max(count, (columns.taskNo[rows[index] as number] as number) + 1)
  }
  return count
}

function runPerStop(
  columns: EpisodeColumns,
  values: Float64Array,
  before: Uint32Array,
  after: readonly Rule[],
  curve: ThresholdCurve,
): void {
  let admitted = -1
  let totals = totalsOf(columns, new Uint32Array())
  for (let stop = curve.stops.length - 1; stop >= 0; stop--) {
    const limit = curve.stops[stop] as number
    const rows = passing(before, (row) => (values[row] as number) >= limit)
    if (rows.length !== admitted) totals = totalsOf(columns, keepRows(columns, after, rows))
    admitted = rows.length
    for (const total of TOTALS) curve[total][stop] = totals[total]
  }
}

function add(sums: Float64Array, index: number, value: number): void {
  sums[index] = (sums[index] as number) + value
}
