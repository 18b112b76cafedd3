import { STOP_REASONS, type StopReason } from "@/lib/domain/episode"

export const NO_LABEL = -2

/** The group of an episode that nobody has compared with the others yet. */
export const NOT_COMPARED = -2

/** What a column's arrays are made of, and the value that stands for "not known". */
interface ColumnKind<Values> {
  create: (length: number) => Values
  unknown: number
}

const float64: ColumnKind<Float64Array> = {
  create: (length) => new Float64Array(length),
  unknown: Number.NaN,
}
const int32 = (unknown: number): ColumnKind<Int32Array> => ({
  create: (length) => new Int32Array(length),
  unknown,
})
const int8 = (unknown: number): ColumnKind<Int8Array> => ({
  create: (length) => new Int8Array(length),
  unknown,
})

/**
 * Every column that rules can use. To add one, name it here, say in `lib/db/curation.sql.ts` where it comes from, and fill it
 * in `EpisodeRow`: loading, updating, growing and merging follow from this table. Task, group, run and content group numbers count from 0;
 * episodes of one content group have equal content.
 */
export const COLUMN_KINDS = {
  score: float64,
  /** -1 unknown. */
  success: int8(-1),
  /** -1 bad, 0 unsure, 1 good, NO_LABEL. */
  label: int8(NO_LABEL),
  /** The same where a human has said it. */
  humanLabel: int8(NO_LABEL),
  /** People whose verdict stands, and the share of them that agrees. */
  humanVerdicts: int8(0),
  agreement: float64,
  taskNo: int32(0),
  /** The task's family; tasks without one share a number. */
  groupNo: int32(0),
  runNo: int32(0),
  /** -1 is content that is not known: equal to none. */
  contentGroup: int32(-1),
  /** Nearly the same actions, in the experiment and in the task; -1 alone, NOT_COMPARED. */
  nearGroup: int32(NOT_COMPARED),
  nearTaskGroup: int32(NOT_COMPARED),
  /** Which of `names.tags` it has. */
  tagsNo: int32(0),
  trial: int32(0),
  steps: int32(0),
  contentTokens: int32(0),
  assistantTokens: int32(0),
  costMicro: float64,
  latencyMs: float64,
  errors: int32(0),
  /** Index into STOP_REASONS. */
  stopReason: int8(STOP_REASONS.indexOf("unknown")),
  /** 1 where the importer mended something. */
  repaired: int8(0),
  /** Milliseconds since 1970. */
  startedAt: float64,
  createdAt: float64,
} as const

export type ColumnName = keyof typeof COLUMN_KINDS

export const COLUMN_NAMES = Object.keys(COLUMN_KINDS) as ColumnName[]

export type ColumnValues = { [Name in ColumnName]: ReturnType<(typeof COLUMN_KINDS)[Name]["create"]> }

/**
 * The episodes of an experiment as one typed array per column, row by row in ascending order of episode id: the row number
 * is therefore the last tie-break everywhere.
 */
export type EpisodeColumns = ColumnValues & {
  count: number
  /** The metrics besides the score by name; NaN where an episode has none. */
  metrics: Record<string, Float64Array>
  names: ColumnNameLists
  /** By `textKey`: 1 where an episode holds the text. A text that was not looked for has no entry. */
  texts: Record<string, Int8Array>
}

/** What numbers in columns stand for, where rules name it. */
export interface ColumnNameLists {
  /** By task number. */
  tasks: readonly { key: string; group: string | null }[]
  /** By `tagsNo`; the first has none. */
  tags: readonly (readonly string[])[]
}

export const NO_NAMES: ColumnNameLists = { tasks: [], tags: [[]] }

/** One episode as the store knows it; null and absent mean unknown. */
export interface EpisodeRow {
  score: number | null
  metrics: Record<string, number>
  success: boolean | null
  /** -1 bad, 0 unsure, 1 good. */
  label: number | null
  humanLabel?: number | null
  humanVerdicts?: number
  agreement?: number | null
  taskNo: number
  groupNo: number
  runNo: number
  contentGroup: number | null
  nearGroup?: number | null
  nearTaskGroup?: number | null
  tagsNo?: number
  trial?: number
  steps: number
  contentTokens: number
  assistantTokens: number
  costMicro: number | null
  latencyMs: number | null
  errors?: number
  stopReason: StopReason
  repaired?: boolean
  startedAt?: number | null
  createdAt?: number | null
}

/** A column of `length` unknown values. */
export function createColumn<Name extends ColumnName>(name: Name, length: number): ColumnValues[Name] {
  const { create, unknown } = COLUMN_KINDS[name]
  return create(length).fill(unknown) as ColumnValues[Name]
}

/** Columns for `count` episodes, all values unknown; every metric that may occur is named up front. */
export function createColumns(count: number, metricNames: readonly string[] = []): EpisodeColumns {
  const values = COLUMN_NAMES.map((name) => [name, createColumn(name, count)])
  const metrics = metricNames.map((name) => [name, new Float64Array(count).fill(Number.NaN)])
  return {
    ...(Object.fromEntries(values) as ColumnValues),
    count,
    metrics: Object.fromEntries(metrics),
    names: NO_NAMES,
    texts: {},
  }
}

/** Columns from episodes in ascending order of id. */
export function columnsFromRows(
  episodes: readonly EpisodeRow[],
  names: ColumnNameLists = NO_NAMES,
): EpisodeColumns {
  const metricNames = new Set(episodes.flatMap((episode) => Object.keys(episode.metrics)))
  const columns = { ...createColumns(episodes.length, [...metricNames]), names }
  episodes.forEach((episode, row) => {
    for (const name of COLUMN_NAMES) {
      const value = name === "stopReason" ? STOP_REASONS.indexOf(episode.stopReason) : (episode[name] ?? null)
      if (value !== null) columns[name][row] = Number(value)
    }
    for (const [name, value] of Object.entries(episode.metrics)) columns.metrics[name]![row] = value
  })
  return columns
}

/** The values of a metric (`score` is the primary one), or null where no episode has it. */
export function metricColumn(columns: EpisodeColumns, metric: string): Float64Array | null {
  if (metric === "score") return columns.score
  return Object.hasOwn(columns.metrics, metric) ? (columns.metrics[metric] as Float64Array) : null
}
