import { type EpisodeColumns, NO_LABEL } from "@/lib/domain/curation/episode-columns"
import { numberLimit } from "@/lib/domain/curation/number-limit"
import { STATE_OF_LABEL } from "@/lib/domain/curation/row-test"
import type { LabelState } from "@/lib/domain/curation/rule"
import { STOP_REASONS, type StopReason } from "@/lib/domain/episode"

/** Sums over some episodes; `scoreSum` and `costMicro` over those whose score or cost is known. */
export interface Totals {
  episodes: number
  tasks: number
  contentTokens: number
  assistantTokens: number
  scoreSum: number
  costMicro: number
}

/** What some episodes add up to, and how many of them belong to each task, run, stop reason and label; entries are never zero. */
export interface Composition {
  totals: Totals
  tasks: Map<number, number>
  runs: Map<number, number>
  stopReasons: Map<StopReason, number>
  labels: Map<LabelState, number>
}

/** One pass for all of it: what it costs is fetching the rows. */
export function compositionOf(columns: EpisodeColumns, rows: Uint32Array): Composition {
  const { taskNo, runNo, stopReason, label, contentTokens, assistantTokens, score, costMicro } = columns
  const ofTask = new Uint32Array(numberLimit(columns, "taskNo"))
  const ofRun = new Uint32Array(numberLimit(columns, "runNo"))
  const ofReason = new Uint32Array(STOP_REASONS.length)
  const ofLabel = new Uint32Array(STATE_OF_LABEL.length)
  let [content, assistant, scores, cost] = [0, 0, 0, 0]
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    add(ofTask, taskNo[row] as number)
    add(ofRun, runNo[row] as number)
    add(ofReason, stopReason[row] as number)
    add(ofLabel, (label[row] as number) - NO_LABEL)
    content += contentTokens[row] as number
    assistant += assistantTokens[row] as number
    scores += known(score[row] as number)
    cost += known(costMicro[row] as number)
  }
  const tasks = toMap(ofTask)
  return {
    totals: {
      episodes: rows.length,
      tasks: tasks.size,
      contentTokens: content,
      assistantTokens: assistant,
      scoreSum: scores,
      costMicro: cost,
    },
    tasks,
    runs: toMap(ofRun),
    stopReasons: named(ofReason, STOP_REASONS),
    labels: named(ofLabel, STATE_OF_LABEL),
  }
}

/** How many of the rows have each number. */
export function countBy(columns: EpisodeColumns, column: "taskNo" | "runNo", rows: Uint32Array): Uint32Array {
  const numbers = columns[column]
  const counts = new Uint32Array(numberLimit(columns, column))
  for (let index = 0; index < rows.length; index++) add(counts, numbers[rows[index] as number] as number)
  return counts
}

function add(counts: Uint32Array, number: number): void {
  counts[number] = (counts[number] as number) + 1
}

function known(value: number): number {
  return Number.isNaN(value) ? 0 : value
}

function toMap(counts: Uint32Array): Map<number, number> {
  return new Map([...counts.entries()].filter(([, count]) => count > 0))
}

function named<Name>(counts: Uint32Array, names: readonly Name[]): Map<Name, number> {
  return new Map([...toMap(counts)].map(([number, count]) => [names[number] as Name, count]))
}
