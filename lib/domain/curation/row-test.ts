import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"
import type { LabelState, RowRule } from "@/lib/domain/curation/rule"
import { STOP_REASONS } from "@/lib/domain/episode"

export type RowTest = (row: number) => boolean

/** By label + 2. */
const STATE_OF_LABEL: readonly LabelState[] = ["none", "bad", "unsure", "good"]

/** The rule as a test of one row: true keeps it. */
export function rowTest(columns: EpisodeColumns, rule: RowRule): RowTest {
  switch (rule.type) {
    case "success":
      return equals(columns.success, rule.keep === "success" ? 1 : 0)
    case "threshold": {
      const values = metricColumn(columns, rule.metric)
      return values === null ? () => false : between(values, rule.min, rule.max, false)
    }
    case "label": {
      const kept = STATE_OF_LABEL.map((state) => rule.keep.includes(state))
      return (row) => kept[(columns.label[row] as number) + 2] as boolean
    }
    case "stopReason": {
      const kept = STOP_REASONS.map((reason) => rule.reasons.includes(reason) === (rule.mode === "in"))
      return (row) => kept[columns.stopReason[row] as number] as boolean
    }
    case "range":
      return between(columns[rule.column], rule.min, rule.max, rule.keepUnknown)
  }
}

/** `none`, `bad`, `unsure` or `good` of a row. */
export function labelState(columns: EpisodeColumns, row: number): LabelState {
  return STATE_OF_LABEL[(columns.label[row] as number) + 2] as LabelState
}

function equals(values: Int8Array, wanted: number): RowTest {
  return (row) => values[row] === wanted
}

function between(
  values: Float64Array | Int32Array,
  min: number | null,
  max: number | null,
  keepUnknown: boolean,
): RowTest {
  const low = min ?? -Infinity
  const high = max ?? Infinity
  return (row) => {
    const value = values[row] as number
    return Number.isNaN(value) ? keepUnknown : value >= low && value <= high
  }
}
