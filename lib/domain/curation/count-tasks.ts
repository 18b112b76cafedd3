import { type Changes, changesOf, sortChanges } from "@/lib/domain/curation/changes"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import type { Ledger } from "@/lib/domain/curation/ledger"
import { numberLimit } from "@/lib/domain/curation/number-limit"
import type { Presence } from "@/lib/domain/curation/presence"

/** Counts by task and stop up to which a table of both is made. */
const TABLE_LIMIT = 4_000_000

/** Enters the tasks of what is kept: each is there while one of its rows is. */
export function countTasks(
  columns: EpisodeColumns,
  kept: Presence | Changes,
  ledger: Ledger,
  stopCount: number,
): void {
  if ("enter" in kept && kept.leave === null) enterOnce(columns, kept.enter, ledger)
  else if (numberLimit(columns, "taskNo") * (stopCount + 1) <= TABLE_LIMIT)
    enterByTable(columns, kept, ledger, stopCount)
  else enterSorted(columns, "enter" in kept ? changesOf(kept) : kept, ledger)
}

/** Nothing leaves: a task is there from the first of its rows on. */
function enterOnce(columns: EpisodeColumns, enter: Int16Array, ledger: Ledger): void {
  const { taskNo } = columns
  const firstOfTask = new Int16Array(numberLimit(columns, "taskNo")).fill(-1)
  for (let row = 0; row < enter.length; row++) {
    const stop = enter[row] as number
    const task = taskNo[row] as number
    if (stop > (firstOfTask[task] as number)) firstOfTask[task] = stop
  }
  for (const stop of firstOfTask) if (stop >= 0) ledger.enterTask(stop, 1)
}

/** Rows by task and stop; the first place of a task is for what never comes. */
function enterByTable(
  columns: EpisodeColumns,
  kept: Presence | Changes,
  ledger: Ledger,
  stopCount: number,
): void {
  const width = stopCount + 1
  const table = new Int32Array(numberLimit(columns, "taskNo") * width)
  if ("enter" in kept) {
    addRows(table, columns.taskNo, kept.enter, width, 1)
    if (kept.leave) addRows(table, columns.taskNo, kept.leave, width, -1)
  } else addChanges(table, columns.taskNo, kept, width)
  for (let start = 0; start < table.length; start += width) {
    let count = 0
    for (let stop = stopCount - 1; stop >= 0; stop--) {
      const before = count
      count += table[start + stop + 1] as number
      if (before === 0 && count > 0) ledger.enterTask(stop, 1)
      if (before > 0 && count === 0) ledger.enterTask(stop, -1)
    }
  }
}

function addRows(
  table: Int32Array,
  taskNo: Int32Array,
  stops: Int16Array,
  width: number,
  sign: number,
): void {
  for (let row = 0; row < stops.length; row++) {
    const at = (taskNo[row] as number) * width + (stops[row] as number) + 1
    table[at] = (table[at] as number) + sign
  }
}

function addChanges(
  table: Int32Array,
  taskNo: Int32Array,
  { rows, stops, signs }: Changes,
  width: number,
): void {
  for (let index = 0; index < rows.length; index++) {
    const at = (taskNo[rows[index] as number] as number) * width + (stops[index] as number) + 1
    table[at] = (table[at] as number) + (signs[index] as number)
  }
}

/** For so many tasks that a table would not fit. */
function enterSorted({ taskNo }: EpisodeColumns, changes: Changes, ledger: Ledger): void {
  const { rows, stops, signs } = sortChanges(changes, taskNo)
  let [task, kept] = [-1, 0]
  for (let index = 0; index < rows.length; index++) {
    const next = taskNo[rows[index] as number] as number
    if (next !== task) [task, kept] = [next, 0]
    const sign = signs[index] as number
    kept += sign
    if (kept === (sign === 1 ? 1 : 0)) ledger.enterTask(stops[index] as number, sign)
  }
}
