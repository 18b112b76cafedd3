import { SPLITS, type Split } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"
import { createRandom, deriveSeed, shuffle } from "@/lib/domain/random"

/** A task and the group (family, template) that the split balances. */
export interface GroupedTask {
  key: string
  group: string
}

/** Shares of the tasks, each >= 0, together 1. */
export type SplitShares = Record<Split, number>

/** `absent` names every group that has no task in a split which was asked for: too few tasks to go round. */
export interface TaskSplit {
  splitOf: Map<string, Split>
  counts: Record<Split, number>
  absent: { group: string; split: Split }[]
}

/**
 * Gives every task to exactly one split. Tasks are shuffled within their group and dealt out group by group, each to the
 * split that is furthest behind its share: so the totals are within one or two tasks of their shares, groups are
 * spread alike, and nothing is left out. Same tasks (in any order), shares and seed: same split. Every split with a share
 * gets a task as long as there are enough.
 */
export function splitByTask(tasks: readonly GroupedTask[], shares: SplitShares, seed: number): TaskSplit {
  requireShares(shares)
  const wanted = SPLITS.filter((split) => shares[split] > 0)
  const splitOf = new Map<string, Split>()
  const counts: Record<Split, number> = { train: 0, validation: 0, test: 0 }
  const groups = groupTasks(tasks)
  for (const [group, keys] of shuffle(createRandom(seed), sortedEntries(groups))) {
    for (const key of shuffle(createRandom(deriveSeed(seed, group)), keys)) {
      const dealt = splitOf.size + 1
      const split = furthestBehind(wanted, (candidate) => shares[candidate] * dealt - counts[candidate])
      splitOf.set(key, split)
      counts[split] += 1
    }
  }
  fillEmptySplits(wanted, splitOf, counts)
  return { splitOf, counts, absent: absentGroups(groups, wanted, splitOf) }
}

function requireShares(shares: SplitShares): void {
  const values = SPLITS.map((split) => shares[split])
  const sum = values.reduce((total, share) => total + share, 0)
  if (values.some((share) => !(share >= 0)) || Math.abs(sum - 1) > 1e-9) {
    throw new AppError(
      "INVALID_INPUT",
      "The shares of train, validation and test must be zero or more and add up to 1.",
    )
  }
}

function groupTasks(tasks: readonly GroupedTask[]): Map<string, string[]> {
  const groupOf = new Map<string, string>()
  for (const { key, group } of tasks) {
    const known = groupOf.get(key)
    if (known !== undefined && known !== group) {
      throw new AppError("INVALID_INPUT", `Task ${key} is named in two groups, ${known} and ${group}.`)
    }
    groupOf.set(key, group)
  }
  const groups = new Map<string, string[]>()
  for (const [key, group] of groupOf) groups.set(group, [...(groups.get(group) ?? []), key])
  return groups
}

function sortedEntries(groups: Map<string, string[]>): [string, string[]][] {
  return [...groups]
    .map(([group, keys]): [string, string[]] => [group, keys.sort()])
    .sort(([left], [right]) => (left < right ? -1 : 1))
}

function furthestBehind(splits: readonly Split[], deficit: (split: Split) => number): Split {
  return splits.reduce((best, split) => (deficit(split) > deficit(best) + 1e-9 ? split : best))
}

function fillEmptySplits(
  wanted: readonly Split[],
  splitOf: Map<string, Split>,
  counts: Record<Split, number>,
): void {
  for (const empty of wanted.filter((split) => counts[split] === 0)) {
    const largest = furthestBehind(wanted, (split) => counts[split])
    if (counts[largest] < 2) return
    const moved = [...splitOf].findLast(([, split]) => split === largest)
    if (!moved) return
    splitOf.set(moved[0], empty)
    counts[largest] -= 1
    counts[empty] += 1
  }
}

function absentGroups(
  groups: Map<string, string[]>,
  wanted: readonly Split[],
  splitOf: Map<string, Split>,
): TaskSplit["absent"] {
  return sortedEntries(groups).flatMap(([group, keys]) => {
    const present = new Set(keys.map((key) => splitOf.get(key)))
    return wanted.filter((split) => !present.has(split)).map((split) => ({ group, split }))
  })
}
