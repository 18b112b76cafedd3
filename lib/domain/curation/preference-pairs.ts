import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import type { PairPlan } from "@/lib/domain/curation/pair-plan"
import { createRandom, deriveSeed, shuffle } from "@/lib/domain/random"

/** Two rows of one task, the first better. */
export interface PairCandidate {
  chosen: number
  rejected: number
}

export interface TaskCandidates {
  task: number
  /** In the order in which they are to be tried; at most TRIES_PER_PAIR for every pair that is wanted. */
  candidates: PairCandidate[]
}

/** Not every two episodes part at a reply, so more are tried than are wanted. */
const TRIES_PER_PAIR = 4

/**
 * Which episodes may make pairs: a member against a worse attempt at its task, kept by the rules or not. Tasks in the order of
 * their first member. Within a task the order is drawn by seed and task, and goes round so that no episode comes again before
 * others came once.
 */
export function listPairCandidates(
  columns: EpisodeColumns,
  members: Uint32Array,
  plan: PairPlan,
  { seed, keyOf }: { seed: number; keyOf: (task: number) => string },
): TaskCandidates[] {
  const chosenOf = Map.groupBy(
    members.filter((row) => canBeChosen(columns, row, plan)),
    (row) => columns.taskNo[row] as number,
  )
  const rejectedOf = new Map([...chosenOf.keys()].map((task) => [task, [] as number[]]))
  for (let row = 0; row < columns.count; row++) {
    if (canBeRejected(columns, row, plan)) rejectedOf.get(columns.taskNo[row] as number)?.push(row)
  }
  return [...chosenOf].flatMap(([task, chosen]) => {
    const random = createRandom(deriveSeed(seed, `pairs/${keyOf(task)}`))
    const better = shuffle(random, chosen)
    const worse = shuffle(random, rejectedOf.get(task) ?? [])
    const candidates = firstPairs(better, worse, plan.maxPerTask * TRIES_PER_PAIR, (pair) =>
      isPair(columns, pair, plan),
    )
    return candidates.length > 0 ? [{ task, candidates }] : []
  })
}

/** Tasks that can give pairs, and how many pairs there are at most: fewer where episodes do not part at a reply. */
export function countPairCandidates(
  tasks: readonly TaskCandidates[],
  { maxPerTask }: PairPlan,
): { tasks: number; atMost: number } {
  const most = tasks.map(({ candidates }) => Math.min(maxPerTask, candidates.length))
  return { tasks: tasks.length, atMost: most.reduce((sum, count) => sum + count, 0) }
}

function canBeChosen(columns: EpisodeColumns, row: number, { by }: PairPlan): boolean {
  return by === "success" ? columns.success[row] === 1 : !Number.isNaN(columns.score[row])
}

function canBeRejected(columns: EpisodeColumns, row: number, { by }: PairPlan): boolean {
  return by === "success" ? columns.success[row] === 0 : !Number.isNaN(columns.score[row])
}

function isPair(columns: EpisodeColumns, { chosen, rejected }: PairCandidate, plan: PairPlan): boolean {
  if (plan.by === "success") return true
  const gap = (columns.score[chosen] as number) - (columns.score[rejected] as number)
  return gap > 0 && gap >= plan.minGap - 1e-12
}

/** Round after round, each of the better ones with the next of the worse ones. */
function firstPairs(
  better: readonly number[],
  worse: readonly number[],
  most: number,
  isWanted: (pair: PairCandidate) => boolean,
): PairCandidate[] {
  const pairs: PairCandidate[] = []
  for (let round = 0; round < worse.length; round++) {
    for (const [place, chosen] of better.entries()) {
      const pair = { chosen, rejected: worse[(place + round) % worse.length] as number }
      if (isWanted(pair)) pairs.push(pair)
      if (pairs.length === most) return pairs
    }
  }
  return pairs
}
