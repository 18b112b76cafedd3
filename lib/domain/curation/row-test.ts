import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"
import { type LabelState, type RowRule, type TagsRule, textKey } from "@/lib/domain/curation/rule"
import { STOP_REASONS } from "@/lib/domain/episode"

/** By label + 2. */
export const STATE_OF_LABEL: readonly LabelState[] = ["none", "bad", "unsure", "good"]

/** A test of rows one by one: the value lies between both ends, or is one of some small numbers (`kept[value + 2]`). */
export type RowTest =
  | { kind: "between"; values: Float64Array | Int32Array; low: number; high: number; keepUnknown: boolean }
  | { kind: "among"; values: Int8Array | Int32Array; kept: readonly boolean[] }
  | { kind: "never" }
  | { kind: "always" }

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
    case "context":
      return between(columns.contentTokens, null, rule.window - rule.reserve, false)
    case "agreement": {
      // Nobody agrees where too few have judged.
      const enough = columns.agreement.map((share, row) =>
        (columns.humanVerdicts[row] as number) >= rule.people ? share : Number.NaN,
      )
      return between(enough, rule.share - 1e-9, null, false)
    }
    case "tags":
      return ofNumbers(columns.tagsNo, columns.names.tags, (tags) => hasTags(tags, rule))
    case "tasks": {
      const [tasks, groups] = [new Set(rule.tasks), new Set(rule.groups)]
      const isListed = ({ key, group }: { key: string; group: string | null }) =>
        tasks.has(key) || (group !== null && groups.has(group))
      return ofNumbers(
        columns.taskNo,
        columns.names.tasks,
        (task) => isListed(task) === (rule.mode === "keep"),
      )
    }
    case "text": {
      const values = columns.texts[textKey(rule)]
      if (!values) return { kind: "always" }
      return { kind: "among", values, kept: [true, true, rule.mode === "without", rule.mode === "with"] }
    }
  }
}

/** A test of what numbers stand for. */
function ofNumbers<Name>(
  values: Int32Array,
  names: readonly Name[],
  isKept: (name: Name) => boolean,
): RowTest {
  return { kind: "among", values, kept: [false, false, ...names.map(isKept)] }
}

function hasTags(tags: readonly string[], { mode, tags: wanted }: TagsRule): boolean {
  switch (mode) {
    case "any":
      return wanted.some((tag) => tags.includes(tag))
    case "all":
      return wanted.every((tag) => tags.includes(tag))
    case "none":
      return !wanted.some((tag) => tags.includes(tag))
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
    case "always":
      return true
  }
}
