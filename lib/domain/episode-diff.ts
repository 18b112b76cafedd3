import { type Turn, toTurns } from "@/lib/domain/episode-turns"
import type { Message } from "@/lib/domain/message"

/** `reworded`: both heard or said something, in other words, which is no other action where actions are tool calls. */
export const MATCHES = ["same", "reworded", "different", "left", "right"] as const

export type Match = (typeof MATCHES)[number]

export interface DiffRow {
  left: Turn | null
  right: Turn | null
  match: Match
  /** Whether the assistants do something else here. Words alone are no action where actions are tool calls. */
  parts: boolean
}

export interface EpisodeDiff {
  rows: DiffRow[]
  /** The first row in which the assistants do not do the same; null when they always do. */
  firstDivergence: number | null
}

/** Turns of each side that are aligned at once: the cost of a window is its square. */
const WINDOW = 500

/**
 * Two attempts at one task, turn by turn. Actions are aligned by tool, then arguments; where neither side calls a tool, by what
 * is said. The best alignment within windows of 500 turns, so the time goes up with the length, not its square.
 */
export function diffEpisodes(left: readonly Message[], right: readonly Message[]): EpisodeDiff {
  const rows = [...alignTurns(toTurns(left), toTurns(right))]
  const first = rows.findIndex(({ parts }) => parts)
  return { rows, firstDivergence: first < 0 ? null : first }
}

/** The rows of both in order; what follows is aligned only when it is asked for. */
export function* alignTurns(left: readonly Turn[], right: readonly Turn[]): Generator<DiffRow> {
  const byWords = ![...left, ...right].some(({ kind }) => kind === "called")
  let [from, other] = [0, 0]
  while (from < left.length || other < right.length) {
    const [one, two] = [left[from], right[other]]
    const window =
      one && one.key === two?.key
        ? [{ left: one, right: two, match: "same" as const, parts: false }]
        : alignNext(left.slice(from, from + WINDOW), right.slice(other, other + WINDOW), byWords)
    from += window.filter((row) => row.left).length
    other += window.filter((row) => row.right).length
    yield* window
  }
}

/**
 * The next rows that are settled: up to the last turn that both share in the window, where the next one can begin in step; all
 * when the window is short of that, or the episodes end in it.
 */
function alignNext(left: readonly Turn[], right: readonly Turn[], byWords: boolean): DiffRow[] {
  const rows = alignWindow(left, right, byWords)
  if (left.length < WINDOW && right.length < WINDOW) return rows
  const shared = rows.findLastIndex(({ match }) => match === "same") + 1
  return shared * 2 > rows.length ? rows.slice(0, shared) : rows
}

/** How well two turns fit beside each other; 0 not at all. */
function fitness(left: Turn, right: Turn, byWords: boolean): number {
  const isHeard = left.kind === "heard"
  if (isHeard !== (right.kind === "heard")) return 0
  if (left.key === right.key) return isHeard ? 5 : 10
  if (left.kind !== right.kind) return 1
  if (left.kind === "called") return left.tools.join() === right.tools.join() ? 6 : 1
  return byWords && !isHeard ? 1 : 3
}

/** The alignment that fits best in all (Needleman and Wunsch, gaps cost nothing). */
function alignWindow(left: readonly Turn[], right: readonly Turn[], byWords: boolean): DiffRow[] {
  const width = right.length + 1
  const best = new Float64Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const score = fitness(left[i] as Turn, right[j] as Turn, byWords)
      const paired = score > 0 ? score + (best[(i + 1) * width + j + 1] ?? 0) : 0
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0)
    }
  }
  return traceRows(left, right, byWords, best)
}

function traceRows(
  left: readonly Turn[],
  right: readonly Turn[],
  byWords: boolean,
  best: Float64Array,
): DiffRow[] {
  const width = right.length + 1
  const rows: DiffRow[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const [one, other] = [left[i] ?? null, right[j] ?? null]
    const score = one && other ? fitness(one, other, byWords) : 0
    const here = best[i * width + j] ?? 0
    if (one && other && score > 0 && here === score + (best[(i + 1) * width + j + 1] ?? 0)) {
      rows.push(toRow(one, other, byWords))
      i += 1
      j += 1
    } else if (one && (!other || here === (best[(i + 1) * width + j] ?? 0))) {
      rows.push({ left: one, right: null, match: "left", parts: isAction(one, byWords) })
      i += 1
    } else {
      rows.push({ left: null, right: other, match: "right", parts: isAction(other, byWords) })
      j += 1
    }
  }
  return rows
}

function toRow(left: Turn, right: Turn, byWords: boolean): DiffRow {
  if (left.key === right.key) return { left, right, match: "same", parts: false }
  const parts = isAction(left, byWords) || isAction(right, byWords)
  return { left, right, match: parts ? "different" : "reworded", parts }
}

function isAction(turn: Turn | null, byWords: boolean): boolean {
  return turn?.kind === "called" || (byWords && turn?.kind === "said")
}
