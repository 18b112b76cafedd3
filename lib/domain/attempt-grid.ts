import { alignTurns, type DiffRow } from "@/lib/domain/episode-diff"
import type { Turn } from "@/lib/domain/episode-turns"

/** Beside the reference: the same action, another one in its place, or one that it does not have. */
export const CELL_MATCHES = ["same", "different", "extra"] as const

export interface GridCell<Action extends Turn> {
  action: Action
  match: (typeof CELL_MATCHES)[number]
}

export interface AttemptGrid<Action extends Turn> {
  /** Columns of every row: the actions of the reference, and room between them for what others do there. */
  columns: number
  /** One per attempt, in their order; null where an attempt does nothing. */
  rows: (GridCell<Action> | null)[][]
}

/** The actions of attempts at one task: their calls, or what they say where none of them calls a tool. */
export function toActions(attempts: readonly (readonly Turn[])[]): Turn[][] {
  const kind = attempts.some((turns) => turns.some((turn) => turn.kind === "called")) ? "called" : "said"
  return attempts.map((turns) => turns.filter((turn) => turn.kind === kind))
}

interface Placed<Action extends Turn> extends GridCell<Action> {
  /** How many actions of the reference stand before it. */
  after: number
  /** Its place among what was put in there; null beside an action of the reference. */
  inserted: number | null
}

/**
 * All attempts beside one of them, which keeps its order: every other one is aligned with it alone (a star alignment), and
 * what several put in at the same place shares columns.
 */
export function alignAttempts<Action extends Turn>(
  attempts: readonly (readonly Action[])[],
  reference: number,
): AttemptGrid<Action> {
  const base = attempts[reference] ?? []
  const placed = attempts.map((actions) => place([...alignTurns(base, actions)] as TypedRow<Action>[]))
  const room = Array.from({ length: base.length + 1 }, () => 0)
  for (const { after, inserted } of placed.flat()) {
    if (inserted !== null) room[after] = Math.max(room[after] ?? 0, inserted + 1)
  }
  // Where what stands behind so many actions of the reference begins.
  const starts = room.map((_, gap) => gap + room.slice(0, gap).reduce((sum, width) => sum + width, 0))
  const columns = base.length + room.reduce((sum, width) => sum + width, 0)
  const rows = placed.map((cells) => {
    const row: (GridCell<Action> | null)[] = Array.from({ length: columns }, () => null)
    for (const { after, inserted, ...cell } of cells) {
      const start = starts[after] ?? 0
      row[inserted === null ? start + (room[after] ?? 0) : start + inserted] = cell
    }
    return row
  })
  return { columns, rows }
}

type TypedRow<Action extends Turn> = DiffRow & { right: Action | null }

function place<Action extends Turn>(rows: readonly TypedRow<Action>[]): Placed<Action>[] {
  const cells: Placed<Action>[] = []
  let [after, inserted] = [0, 0]
  for (const { left, right, match } of rows) {
    if (left) {
      if (right)
        cells.push({ action: right, match: match === "same" ? "same" : "different", after, inserted: null })
      after += 1
      inserted = 0
    } else if (right) {
      cells.push({ action: right, match: "extra", after, inserted })
      inserted += 1
    }
  }
  return cells
}
