import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"
import type { LabelState, RowRule } from "@/lib/domain/curation/rule"
import { STOP_REASONS } from "@/lib/domain/episode"

/** By label + 2. */
export const STATE_OF_LABEL: readonly LabelState[] = ["none", "bad", "unsure", "good"]

/** A test of rows one by one: the value lies between both ends, or is one of a few small numbers (`kept[value + 2]`). */
export type RowTest =
  | { kind: "between"; values: Float64Array | Int32Array; low: number; high: number; keepUnknown: boolean }
  | { kind: "among"; values: Int8Array; kept: readonly boolean[] }
  | { kind: "never" }

/** The rule as a test: what passes is kept. */
export function rowTest(columns: EpisodeColumns, rule: RowRule): RowTest {
  switch (rule.type) {
    case "success": {
      const wanted = rule.keep === "success" ? 1 : 0
      return { kind: "among", values: columns.success, kept: [-2, -1, 0, 1].map((value) => value === wanted) }
    }
    case "threshold": {
      const values = metricColumn(columns, rule.metric)
      return values === null ? { kind: "never" } : between(values, rule.min, rule.max, false)
    }
    case "label": {
      const kept = STATE_OF_LABEL.map((state) => rule.keep.includes(state))
      return { kind: "among", values: columns.label, kept }
    }
    case "stopReason": {
      const kept = STOP_REASONS.map((reason) => rule.reasons.includes(reason) === (rule.mode === "in"))
      return { kind: "among", values: columns.stopReason, kept: [false, false, ...kept] }
    }
    case "range":
      return between(columns[rule.column], rule.min, rule.max, rule.keepUnknown)
  }
}

function between(
  values: Float64Array | Int32Array,
  min: number | null,
  max: number | null,
  keepUnknown: boolean,
): RowTest {
  return { kind: "between", values, low: min ?? -Infinity, high: max ?? Infinity, keepUnknown }
}

export function passes(test: RowTest, row: number): boolean {
  switch (test.kind) {
    case "between": {
      const value = test.values[row] as number
      return Number.isNaN(value) ? test.keepUnknown : value >= test.low && value <= test.high
    }
    case "among":
      return test.kept[(test.values[row] as number) + 2] as boolean
    case "never":
      return false
  }
}
