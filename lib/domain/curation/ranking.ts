import { balanceQuotas } from "@/lib/domain/curation/balance"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { type GroupColumn, type Grouping, groupingOf } from "@/lib/domain/curation/grouping"
import { KEPT, type Marks } from "@/lib/domain/curation/marks"
import type { RankingRule } from "@/lib/domain/curation/rule"

/** How a rule chooses among episodes: of every group, its quota of the preferred ones; what is of no group stays. */
export interface Ranking {
  groups: Grouping
  /** By row: its group, negative where it has none; null where all are one group. */
  groupOf: Int32Array | null
  /** How many of a group of `size` are kept; grows by one at most where the size does. */
  quota: (size: number, group: number) => number
  /** Whether the quota is one for all groups and sizes. */
  fixed: boolean
}

/** `marks` say which rows are of the runs in question. */
export function rankingOf(columns: EpisodeColumns, rule: RankingRule, marks: Marks): Ranking {
  const by = (column: GroupColumn | null, quota: Ranking["quota"], fixed: boolean): Ranking => ({
    groups: groupingOf(columns, column, rule.tieBreak),
    groupOf: column && columns[column],
    quota,
    fixed,
  })
  switch (rule.type) {
    case "taskCap":
      return by("taskNo", () => rule.max, true)
    case "duplicates":
      return by("contentGroup", () => 1, true)
    case "nearDuplicates":
      return by(rule.within === "task" ? "nearTaskGroup" : "nearGroup", () => 1, true)
    case "balance": {
      const quotas = balanceQuotas(columns, marks, rule)
      return by("taskNo", (_, task) => quotas[task] ?? 0, false)
    }
    case "topShare": {
      const scopes = { all: null, group: "groupNo", task: "taskNo" } as const
      return by(scopes[rule.within], (size) => Math.ceil(rule.share * size - 1e-9), false)
    }
  }
}

/** Marks the kept rows that are beyond their group's quota, and says how many were. */
export function markOutranked(marks: Marks, { groups, quota, fixed }: Ranking, reason: number): number {
  const { rows, starts } = groups
  let dropped = 0
  for (let group = 0; group + 1 < starts.length; group++) {
    const start = starts[group] as number
    const end = starts[group + 1] as number
    let left = quota(fixed ? 0 : countKept(marks, rows, start, end), group)
    for (let index = start; index < end; index++) {
      const row = rows[index] as number
      if (marks[row] !== KEPT) continue
      if (left > 0) left -= 1
      else {
        marks[row] = reason
        dropped += 1
      }
    }
  }
  return dropped
}

function countKept(marks: Marks, rows: Uint32Array, start: number, end: number): number {
  let count = 0
  for (let index = start; index < end; index++) if (marks[rows[index] as number] === KEPT) count += 1
  return count
}
