import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { type Marks, OUTSIDE } from "@/lib/domain/curation/marks"
import type { BalanceRule } from "@/lib/domain/curation/rule"

interface TaskShare {
  task: number
  weight: number
  /** The first of its rows. */
  first: number
}

/**
 * How many episodes every task may have, by task number. Difficulty is the smoothed failure rate over all judged episodes of the runs in
 * question, whatever the rules before keep: (failed + 1) / (judged + 2). Whole numbers by the largest remainder; of equal
 * remainders the harder task, then the one whose first episode has the smaller id. What a task has too few of is not given to others.
 */
export function balanceQuotas(columns: EpisodeColumns, marks: Marks, rule: BalanceRule): Uint32Array {
  const shares = weighTasks(columns, marks, rule.by)
  const total = rule.per === "task" ? rule.count * shares.length : rule.count
  const sum = shares.reduce((whole, { weight }) => whole + weight, 0)
  const quotas = new Uint32Array(shares.reduce((limit, { task }) => Math.max(limit, task + 1), 0))
  const parts = shares.map((share) => {
    const exact = (total * share.weight) / sum
    const whole = Math.floor(exact + 1e-9)
    quotas[share.task] = whole
    return { ...share, rest: exact - whole }
  })
  const left = total - quotas.reduce((given, quota) => given + quota, 0)
  parts.sort((a, b) =>
    Math.abs(a.rest - b.rest) > 1e-9 ? b.rest - a.rest : b.weight - a.weight || a.first - b.first,
  )
  for (const { task } of parts.slice(0, left)) quotas[task] = (quotas[task] as number) + 1
  return quotas
}

function weighTasks(columns: EpisodeColumns, marks: Marks, by: BalanceRule["by"]): TaskShare[] {
  const { taskNo, success } = columns
  const tally = new Map<number, { first: number; judged: number; failed: number }>()
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] === OUTSIDE) continue
    const task = taskNo[row] as number
    const known = tally.get(task) ?? { first: row, judged: 0, failed: 0 }
    if (known.first === row) tally.set(task, known)
    if ((success[row] as number) < 0) continue
    known.judged += 1
    if (success[row] === 0) known.failed += 1
  }
  return [...tally].map(([task, { first, judged, failed }]) => ({
    task,
    first,
    weight: by === "uniform" ? 1 : (failed + 1) / (judged + 2),
  }))
}
