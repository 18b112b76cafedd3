import { remember } from "@/lib/domain/curation/column-memo"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"

/** One more than the greatest number in a column whose numbers count from 0; 0 where it is empty. */
export function numberLimit(columns: EpisodeColumns, column: "taskNo" | "runNo"): number {
  const [limit] = remember(columns, `limit ${column}`, [column], () => {
    let most = 0
    for (const number of columns[column]) if (number >= most) most = number + 1
    return Uint32Array.of(most)
  })
  return limit as number
}
