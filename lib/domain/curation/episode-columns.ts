import { STOP_REASONS, type StopReason } from "@/lib/domain/episode"

/**
 * The episodes of an experiment as one typed array per column, row by row in ascending order of episode id: the row number
 * is therefore the last tie-break everywhere. Unknown numbers are NaN, unknown success is -1, no label is -2. Task, group, run and
 * content group numbers are dense, from 0; episodes of one content group have equal content, -1 means not known.
 */
export interface EpisodeColumns {
  count: number
  score: Float64Array
  /** The other metrics by name. */
  metrics: Record<string, Float64Array>
  success: Int8Array
  label: Int8Array
  taskNo: Int32Array
  /** The task's family; tasks without one share a number. */
  groupNo: Int32Array
  runNo: Int32Array
  contentGroup: Int32Array
  steps: Int32Array
  contentTokens: Int32Array
  assistantTokens: Int32Array
  costMicro: Float64Array
  latencyMs: Float64Array
  /** Index into STOP_REASONS. */
  stopReason: Uint8Array
}

export const NO_LABEL = -2

/** One episode as the store knows it; null means unknown. */
export interface EpisodeRow {
  score: number | null
  metrics: Record<string, number>
  success: boolean | null
  /** -1 bad, 0 unsure, 1 good. */
  label: number | null
  taskNo: number
  groupNo: number
  runNo: number
  contentGroup: number | null
  steps: number
  contentTokens: number
  assistantTokens: number
  costMicro: number | null
  latencyMs: number | null
  stopReason: StopReason
}

/** Columns for `count` episodes, all values unknown or zero; every metric that may occur is named up front. */
export function createColumns(count: number, metricNames: readonly string[] = []): EpisodeColumns {
  const unknown = () => new Float64Array(count).fill(Number.NaN)
  return {
    count,
    score: unknown(),
    metrics: Object.fromEntries(metricNames.map((name) => [name, unknown()])),
    success: new Int8Array(count).fill(-1),
    label: new Int8Array(count).fill(NO_LABEL),
    taskNo: new Int32Array(count),
    groupNo: new Int32Array(count),
    runNo: new Int32Array(count),
    contentGroup: new Int32Array(count).fill(-1),
    steps: new Int32Array(count),
    contentTokens: new Int32Array(count),
    assistantTokens: new Int32Array(count),
    costMicro: unknown(),
    latencyMs: unknown(),
    stopReason: new Uint8Array(count).fill(STOP_REASONS.indexOf("unknown")),
  }
}

/** Writes one episode at its row number. */
export function setRow(columns: EpisodeColumns, row: number, episode: EpisodeRow): void {
  columns.score[row] = episode.score ?? Number.NaN
  for (const [name, column] of Object.entries(columns.metrics)) {
    column[row] = Object.hasOwn(episode.metrics, name) ? (episode.metrics[name] as number) : Number.NaN
  }
  columns.success[row] = episode.success === null ? -1 : Number(episode.success)
  columns.label[row] = episode.label ?? NO_LABEL
  columns.taskNo[row] = episode.taskNo
  columns.groupNo[row] = episode.groupNo
  columns.runNo[row] = episode.runNo
  columns.contentGroup[row] = episode.contentGroup ?? -1
  columns.steps[row] = episode.steps
  columns.contentTokens[row] = episode.contentTokens
  columns.assistantTokens[row] = episode.assistantTokens
  columns.costMicro[row] = episode.costMicro ?? Number.NaN
  columns.latencyMs[row] = episode.latencyMs ?? Number.NaN
  columns.stopReason[row] = STOP_REASONS.indexOf(episode.stopReason)
}

/** Columns from episodes in ascending order of id. */
export function columnsFromRows(episodes: readonly EpisodeRow[]): EpisodeColumns {
  const names = new Set(episodes.flatMap((episode) => Object.keys(episode.metrics)))
  const columns = createColumns(episodes.length, [...names])
  episodes.forEach((episode, row) => {
    setRow(columns, row, episode)
  })
  return columns
}

/** The values of a metric (`score` is the primary one), or null where no episode has it. */
export function metricColumn(columns: EpisodeColumns, metric: string): Float64Array | null {
  if (metric === "score") return columns.score
  return Object.hasOwn(columns.metrics, metric) ? (columns.metrics[metric] as Float64Array) : null
}
