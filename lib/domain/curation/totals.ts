import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"

/** Sums over kept episodes; `scoreSum` and `costMicro` over those whose score or cost is known. */
export interface Totals {
  episodes: number
  tasks: number
  contentTokens: number
  assistantTokens: number
  scoreSum: number
  costMicro: number
}

/** The totals of some rows. */
export function totalsOf(columns: EpisodeColumns, rows: Uint32Array): Totals {
  const totals = {
    episodes: rows.length,
    tasks: 0,
    contentTokens: 0,
    assistantTokens: 0,
    scoreSum: 0,
    costMicro: 0,
  }
  const seen = new Uint8Array(taskLimit(columns, rows))
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    const task = columns.taskNo[row] as number
    if (seen[task] === 0) {
      seen[task] = 1
      totals.tasks += 1
    }
    totals.contentTokens += columns.contentTokens[row] as number
    totals.assistantTokens += columns.assistantTokens[row] as number
    totals.scoreSum += known(columns.score[row] as number)
    totals.costMicro += known(columns.costMicro[row] as number)
  }
  return totals
}

/** One more than the greatest task number of the rows. */
export function taskLimit({ taskNo }: EpisodeColumns, rows: Uint32Array): number {
  let limit = 0
  for (let index = 0; index < rows.length; index++) {
    const task = taskNo[rows[index] as number] as number
    if (task >= limit) limit = task + 1
  }
  return limit
}

function known(value: number): number {
  return Number.isNaN(value) ? 0 : value
}
