import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { STATE_OF_LABEL } from "@/lib/domain/curation/row-test"
import type { LabelState } from "@/lib/domain/curation/rule"
import { STOP_REASONS, type StopReason } from "@/lib/domain/episode"

/** How many of some episodes belong to each task, run, stop reason and label; entries are never zero. */
export interface Composition {
  tasks: Map<number, number>
  runs: Map<number, number>
  stopReasons: Map<StopReason, number>
  labels: Map<LabelState, number>
}

export function compositionOf(columns: EpisodeColumns, rows: Uint32Array): Composition {
  const reasons = countBy(columns.stopReason, rows)
  const labels = new Map<LabelState, number>()
  for (const [label, count] of countByLabel(columns, rows).entries()) {
    if (count > 0) labels.set(STATE_OF_LABEL[label]!, count)
  }
  return {
    tasks: toMap(countBy(columns.taskNo, rows)),
    runs: toMap(countBy(columns.runNo, rows)),
    stopReasons: new Map([...toMap(reasons)].map(([reason, count]) => [STOP_REASONS[reason]!, count])),
    labels,
  }
}

/** How many of the rows have each number, up to the greatest that occurs. */
export function countBy(numbers: Int32Array | Int8Array, rows: Uint32Array): Uint32Array {
  let limit = 0
  for (let index = 0; index < rows.length; index++) {
    const number = numbers[rows[index] as number] as number
    if (number >= limit) limit = number + 1
  }
  const counts = new Uint32Array(limit)
  for (let index = 0; index < rows.length; index++) {
    const number = numbers[rows[index] as number] as number
    counts[number] = (counts[number] as number) + 1
  }
  return counts
}

/** By label + 2. */
function countByLabel({ label }: EpisodeColumns, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(STATE_OF_LABEL.length)
  for (let index = 0; index < rows.length; index++) {
    const place = (label[rows[index] as number] as number) + 2
    counts[place] = (counts[place] as number) + 1
  }
  return counts
}

function toMap(counts: Uint32Array): Map<number, number> {
  return new Map([...counts.entries()].filter(([, count]) => count > 0))
}
