import { shingle } from "@/lib/domain/curation/min-hash"

/** Words in a row that are compared. */
export const SHINGLE_WORDS = 5

/** Longer first turns are compared by their first so many words. */
export const FIRST_WORDS = 1000

/** Fewer words cannot tell one task from another. */
export const LEAST_WORDS = 4

/** A first user turn and the tasks that open with it, as the audit sees them. */
export interface FirstTurn {
  /** Lower case, its words only, single spaces. */
  text: string
  /** `group` is the task's family: what its tasks have in common is a template and no sign of a leak. */
  tasks: readonly { task: string; group: string }[]
}

export interface ComparableTurn {
  words: number
  /** What is left of it without the template of its family; empty when it is template only. */
  shingles: Uint32Array
}

/** Lower case, compatibility forms folded, words and numbers only. */
export function normaliseTurn(text: string): string {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ")
}

/**
 * The shingles of every turn without those that at least half of the tasks of its family share, and three or more: an
 * instruction that all tasks open with makes no two of them alike.
 */
export function withoutTemplates(turns: readonly FirstTurn[]): ComparableTurn[] {
  const whole = turns.map(({ text }) => {
    const words = text === "" ? [] : text.split(" ")
    return { words: words.length, shingles: shingle(words.slice(0, FIRST_WORDS), SHINGLE_WORDS) }
  })
  const templates = templatesOf(turns, whole)
  return whole.map(({ words, shingles }, index) => {
    const families = new Set(turns[index]?.tasks.map(({ group }) => group))
    const isTemplate = (value: number) => [...families].some((group) => templates.get(group)?.has(value))
    return { words, shingles: shingles.filter((value) => !isTemplate(value)) }
  })
}

function templatesOf(
  turns: readonly FirstTurn[],
  whole: readonly ComparableTurn[],
): Map<string, Set<number>> {
  const families = new Map<string, Map<string, Set<number>>>()
  turns.forEach(({ tasks }, index) => {
    for (const { group, task } of tasks) {
      const family = entryOf(families, group, () => new Map<string, Set<number>>())
      const seen = entryOf(family, task, () => new Set<number>())
      for (const value of whole[index]?.shingles ?? []) seen.add(value)
    }
  })
  return new Map([...families].map(([group, tasks]) => [group, sharedByHalf([...tasks.values()])]))
}

function sharedByHalf(tasks: readonly Set<number>[]): Set<number> {
  const counts = new Map<number, number>()
  for (const task of tasks) for (const value of task) counts.set(value, (counts.get(value) ?? 0) + 1)
  const least = Math.max(3, tasks.length / 2)
  return new Set([...counts].filter(([, count]) => count >= least).map(([value]) => value))
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = create()
  map.set(key, made)
  return made
}
