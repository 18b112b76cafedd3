import { type EpisodeColumns, NO_LABEL } from "@/lib/domain/curation/episode-columns"

/** What was known of an episode's outcome at one moment. */
export interface RowFacts {
  score: number | null
  success: boolean | null
  /** -1 bad, 0 unsure, 1 good. */
  label: number | null
  metrics: Record<string, number>
}

/** Unknown is null, and a metric that the episode has not is absent. */
export function rowFacts(columns: EpisodeColumns, row: number): RowFacts {
  const score = columns.score[row] as number
  const success = columns.success[row] as number
  const label = columns.label[row] as number
  const metrics = Object.keys(columns.metrics)
    .sort()
    .map((name) => [name, columns.metrics[name]?.[row] as number] as const)
  return {
    score: Number.isNaN(score) ? null : score,
    success: success < 0 ? null : success === 1,
    label: label === NO_LABEL ? null : label,
    metrics: Object.fromEntries(metrics.filter(([, value]) => !Number.isNaN(value))),
  }
}
