import { SPLITS, type Split } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"
import { createRandom, deriveSeed, shuffle } from "@/lib/domain/random"

/** A task, its group (family, template; "" when it has none) and how often it is solved, 0..1, null when nobody knows. */
export interface SplitTask {
  key: string
  group: string
  solveRate: number | null
}

/** Shares of the tasks, each >= 0, together 1. */
export type SplitShares = Record<Split, number>

/** What stays on one side as a whole. A task without a group stands for itself. */
export const SPLIT_UNITS = ["task", "group"] as const

/** What every side gets its share of. */
export const STRATA = ["group", "difficulty", "none"] as const

export interface SplitPlan {
  by: (typeof SPLIT_UNITS)[number]
  stratify: (typeof STRATA)[number]
  shares: SplitShares
  seed: number
}

/** `absent` names every stratum that is missing from a side which was asked for: too few tasks to go round. */
export interface TaskSplit {
  splitOf: Map<string, Split>
  counts: Record<Split, number>
  absent: { stratum: string; split: Split }[]
}

interface Unit {
  key: string
  stratum: string
  tasks: string[]
}

/**
 * Gives every unit (a task, or a group of tasks) to exactly one split. Units are shuffled within their stratum, the large
 * ones put first, and dealt out stratum by stratum, each to the split that is furthest behind its share of the tasks: so strata are spread alike, the
 * totals are within one or two units of their shares, and nothing is left out. Same tasks (in any order) and plan: same
 * split. Every split with a share gets a task as long as there are enough units.
 */
export function splitTasks(tasks: readonly SplitTask[], plan: SplitPlan): TaskSplit {
  const { shares, seed } = plan
  requireShares(shares)
  const wanted = SPLITS.filter((split) => shares[split] > 0)
  const splitOf = new Map<string, Split>()
  const counts: Record<Split, number> = { train: 0, validation: 0, test: 0 }
  const units = unitsOf(tasks, plan)
  const total = units.reduce((sum, unit) => sum + unit.tasks.length, 0)
  const strata = groupUnits(units)
  const dealt: [Unit, Split][] = []
  for (const [stratum, members] of shuffle(createRandom(seed), sortedEntries(strata))) {
    const shuffled = shuffle(createRandom(deriveSeed(seed, stratum)), members)
    for (const unit of shuffled.sort((a, b) => b.tasks.length - a.tasks.length)) {
      const soFar = wanted.reduce((sum, split) => sum + counts[split], unit.tasks.length)
      const count = plan.by === "group" ? total : soFar
      const split = furthestBehind(wanted, (candidate) => shares[candidate] * count - counts[candidate])
      dealt.push([unit, split])
      counts[split] += unit.tasks.length
    }
  }
  fillEmptySplits(wanted, dealt, counts)
  for (const [unit, split] of dealt) for (const key of unit.tasks) splitOf.set(key, split)
  return { splitOf, counts, absent: absentStrata(wanted, dealt) }
}

/** The four grades of how often a task is solved, and the tasks of which nobody knows. */
export function difficultyOf(solveRate: number | null): string {
  if (solveRate === null) return "unknown"
  if (solveRate === 0) return "unsolved"
  if (solveRate < 1 / 3) return "hard"
  return solveRate < 2 / 3 ? "medium" : "easy"
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

function requireOneGroup(tasks: readonly SplitTask[]): Map<string, SplitTask> {
  const known = new Map<string, SplitTask>()
  for (const task of tasks) {
    const group = known.get(task.key)?.group ?? task.group
    if (group !== task.group) {
      throw new AppError(
        "INVALID_INPUT",
        `Task ${task.key} is named in two groups, ${group} and ${task.group}.`,
      )
    }
    known.set(task.key, task)
  }
  return known
}

function unitsOf(tasks: readonly SplitTask[], { by, stratify }: SplitPlan): Unit[] {
  const units = new Map<string, SplitTask[]>()
  for (const task of requireOneGroup(tasks).values()) {
    const key = by === "task" || task.group === "" ? `task ${task.key}` : `group ${task.group}`
    const known = units.get(key)
    if (known) known.push(task)
    else units.set(key, [task])
  }
  return [...units].map(([key, members]) => ({
    key,
    stratum: stratumOf(members, by, stratify),
    tasks: members.map((member) => member.key).sort(),
  }))
}

/** Groups that stay whole cannot also be spread over the sides. */
function stratumOf(
  members: readonly SplitTask[],
  by: SplitPlan["by"],
  stratify: SplitPlan["stratify"],
): string {
  if (stratify === "group") return by === "task" ? (members[0]?.group ?? "") : ""
  if (stratify === "none") return ""
  const rates = members.flatMap(({ solveRate }) => solveRate ?? [])
  return difficultyOf(rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0) / rates.length)
}

function groupUnits(units: readonly Unit[]): Map<string, Unit[]> {
  const strata = new Map<string, Unit[]>()
  for (const unit of units) {
    const known = strata.get(unit.stratum)
    if (known) known.push(unit)
    else strata.set(unit.stratum, [unit])
  }
  return strata
}

function sortedEntries(strata: Map<string, Unit[]>): [string, Unit[]][] {
  return [...strata]
    .map(([stratum, units]): [string, Unit[]] => [stratum, units.sort((a, b) => (a.key < b.key ? -1 : 1))])
    .sort(([left], [right]) => (left < right ? -1 : 1))
}

function furthestBehind(splits: readonly Split[], deficit: (split: Split) => number): Split {
  return splits.reduce((best, split) => (deficit(split) > deficit(best) + 1e-9 ? split : best))
}

function fillEmptySplits(
  wanted: readonly Split[],
  dealt: [Unit, Split][],
  counts: Record<Split, number>,
): void {
  for (const empty of wanted.filter((split) => counts[split] === 0)) {
    const largest = furthestBehind(wanted, (split) => counts[split])
    const units = dealt.filter(([, split]) => split === largest)
    const last = units.at(-1)
    if (units.length < 2 || !last) return
    last[1] = empty
    counts[largest] -= last[0].tasks.length
    counts[empty] += last[0].tasks.length
  }
}

function absentStrata(wanted: readonly Split[], dealt: readonly [Unit, Split][]): TaskSplit["absent"] {
  const present = new Map<string, Set<Split>>()
  for (const [{ stratum }, split] of dealt) {
    present.set(stratum, (present.get(stratum) ?? new Set()).add(split))
  }
  return [...present]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([stratum, splits]) =>
      wanted.filter((split) => !splits.has(split)).map((split) => ({ stratum, split })),
    )
}
