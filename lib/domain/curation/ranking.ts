import { balanceQuotas } from "@/lib/domain/curation/balance"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { KEPT, type Marks } from "@/lib/domain/curation/marks"
import { preferenceOrder } from "@/lib/domain/curation/preference"
import type { RankingRule } from "@/lib/domain/curation/rule"

/** How a rule chooses among episodes: of every group, its quota of the preferred ones. */
export interface Ranking {
  /** By row; null makes one group of all, a negative number keeps the row whatever the others are. */
  groupOf: Int32Array | null
  /** All rows, the preferred first. */
  order: Uint32Array
  /** How many of a group of `size` are kept; grows by one at most where the size does. */
  quota: (size: number, group: number) => number
  /** Whether the quota is one for all groups and sizes. */
  fixed: boolean
}

/** `marks` say which rows are of the runs in question. */
export function rankingOf(columns: EpisodeColumns, rule: RankingRule, marks: Marks): Ranking {
  const order = preferenceOrder(columns, rule.tieBreak)
  switch (rule.type) {
    case "taskCap":
      return { groupOf: columns.taskNo, order, quota: () => rule.max, fixed: true }
    case "duplicates":
      return { groupOf: columns.contentGroup, order, quota: () => 1, fixed: true }
    case "nearDuplicates": {
      const groupOf = rule.within === "task" ? columns.nearTaskGroup : columns.nearGroup
      return { groupOf, order, quota: () => 1, fixed: true }
    }
    case "balance": {
      const quotas = balanceQuotas(columns, marks, rule)
      return { groupOf: columns.taskNo, order, quota: (_, task) => quotas[task] ?? 0, fixed: false }
    }
    case "topShare": {
      const quota = (size: number) => Math.ceil(rule.share * size - 1e-9)
      const groups = { all: null, group: columns.groupNo, task: columns.taskNo }
      return { groupOf: groups[rule.within], order, quota, fixed: false }
    }
  }
}

/** One more than the greatest group, at least 1. */
export function groupLimit(groupOf: Int32Array | null): number {
  let groups = 1
  for (let row = 0; groupOf && row < groupOf.length; row++) {
    const group = groupOf[row] as number
    if (group >= groups) groups = group + 1
  }
  return groups
}

/** How many kept rows each group has. */
export function groupSizes(groupOf: Int32Array | null, marks: Marks): Uint32Array {
  let groups = 0
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] !== KEPT) continue
    const group = groupOf === null ? 0 : (groupOf[row] as number)
    if (group >= groups) groups = group + 1
  }
  const sizes = new Uint32Array(groups)
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] !== KEPT) continue
    const group = groupOf === null ? 0 : (groupOf[row] as number)
    if (group >= 0) sizes[group] = (sizes[group] as number) + 1
  }
  return sizes
}

/** Marks the kept rows that are beyond their group's quota, and says how many were: one pass from the best row to the worst. */
export function markOutranked(
  marks: Marks,
  { groupOf, order, quota, fixed }: Ranking,
  reason: number,
): number {
  const places = fixed
    ? new Uint32Array(groupLimit(groupOf)).fill(quota(0, 0))
    : groupSizes(groupOf, marks).map((size, group) => quota(size, group))
  let dropped = 0
  for (let index = 0; index < order.length; index++) {
    const row = order[index] as number
    if (marks[row] !== KEPT) continue
    const group = groupOf === null ? 0 : (groupOf[row] as number)
    if (group < 0) continue
    const left = places[group] as number
    if (left > 0) places[group] = left - 1
    else {
      marks[row] = reason
      dropped += 1
    }
  }
  return dropped
}
