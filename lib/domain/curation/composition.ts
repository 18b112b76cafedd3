import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { labelState } from "@/lib/domain/curation/row-test"
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
  const composition: Composition = {
    tasks: new Map(),
    runs: new Map(),
    stopReasons: new Map(),
    labels: new Map(),
  }
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    increment(composition.tasks, columns.taskNo[row] as number)
    increment(composition.runs, columns.runNo[row] as number)
    increment(composition.stopReasons, STOP_REASONS[columns.stopReason[row] as number] as StopReason)
    increment(composition.labels, labelState(columns, row))
  }
  return composition
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
