import { alignTurns } from "@/lib/domain/episode-diff"
import type { Turn } from "@/lib/domain/episode-turns"

/** What an attempt did next after something: two moves, each a tool, an action, words, the start or the end. */
export interface Habit {
  after: string
  next: string
}

export const START = "the start"
export const WORDS = "words"
export const END = "the end"

/** What to call a move. Where all attempts use one tool, its arguments tell moves apart, else the tools do. */
export type MoveName = (turn: Turn) => string

export function nameMoves(...attempts: (readonly Turn[])[]): MoveName {
  const tools = new Set(attempts.flat().flatMap((turn) => turn.tools))
  return (turn) => (turn.kind !== "called" ? WORDS : tools.size > 1 ? turn.tools.join(", ") : turn.key)
}

/** What the second attempt does where the two part first, and what it did before that; null where they do the same. */
export function findHabit(left: readonly Turn[], right: readonly Turn[], nameOf: MoveName): Habit | null {
  let at = 0
  for (const row of alignTurns(left, right)) {
    if (row.parts) return habitAt(right, row.right?.from ?? at, nameOf)
    if (row.right) at = row.right.to + 1
  }
  return null
}

function habitAt(turns: readonly Turn[], at: number, nameOf: MoveName): Habit {
  const moves = turns.filter(({ kind }) => kind !== "heard")
  const following = moves.find(({ from }) => from >= at)
  const last = moves.findLast(({ from }) => from < at)
  return { after: last ? nameOf(last) : START, next: following ? nameOf(following) : END }
}

/** The step at which an attempt does the same; null where it never does. */
export function showsHabit(turns: readonly Turn[], { after, next }: Habit, nameOf: MoveName): number | null {
  const moves = turns.filter(({ kind }) => kind !== "heard")
  for (let index = 0; index <= moves.length; index++) {
    const [last, following] = [moves[index - 1], moves[index]]
    if ((last ? nameOf(last) : START) !== after || (following ? nameOf(following) : END) !== next) continue
    return following?.from ?? last?.to ?? 0
  }
  return null
}
