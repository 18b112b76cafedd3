import type { CurationSample, CurationTask } from "@/lib/db/curation.sql"
import type { NewExclusion, NewMember } from "@/lib/db/dataset.sql"
import { applyRecipe, type FunnelStage } from "@/lib/domain/curation/apply-recipe"
import { HELD_OUT, LEAKING } from "@/lib/domain/curation/exclusion"
import type { Rule } from "@/lib/domain/curation/rule"
import { type SplitPlan, type SplitTask, splitTasks } from "@/lib/domain/curation/split-tasks"
import type { Split } from "@/lib/domain/episode"

/** Raised when the same sample, rules and plan would give other members. */
export const SELECTION_VERSION = 2

/** What is in and what is not, before anybody looked for leaks. */
export interface Draft {
  /** Row numbers of the sample, ascending, with the side of each. */
  kept: { row: number; split: Split }[]
  exclusions: NewExclusion[]
  funnel: FunnelStage[]
}

function taskOf(sample: CurationSample, row: number): CurationTask {
  return sample.tasks[sample.columns.taskNo[row] as number] as CurationTask
}

/** How often each task is solved in all the episodes of the sample, by task number; null where no attempt was judged. */
function solveRates({ columns, tasks }: CurationSample): (number | null)[] {
  const solved = new Float64Array(tasks.length)
  const judged = new Float64Array(tasks.length)
  for (let row = 0; row < columns.count; row++) {
    const success = columns.success[row] as number
    if (success < 0) continue
    const task = columns.taskNo[row] as number
    judged[task] = (judged[task] as number) + 1
    solved[task] = (solved[task] as number) + success
  }
  return tasks.map((_, task) => (judged[task] ? (solved[task] as number) / (judged[task] as number) : null))
}

/**
 * What the rules keep, without the tasks that are held out for evaluation, dealt out to the sides. Pure given the sample:
 * same episodes, rules and plan, same answer.
 */
export function selectMembers(
  sample: CurationSample,
  rules: readonly Rule[],
  plan: SplitPlan,
  heldOut: ReadonlySet<number>,
): Draft {
  const { kept, reasonByRow, funnel } = applyRecipe(sample.columns, rules)
  const rates = solveRates(sample)
  const usable = Array.from(kept).filter((row) => !heldOut.has(taskOf(sample, row).no))
  const tasks = new Map<string, SplitTask>()
  for (const row of usable) {
    const { key, group } = taskOf(sample, row)
    tasks.set(key, {
      key,
      group: group ?? "",
      solveRate: rates[sample.columns.taskNo[row] as number] ?? null,
    })
  }
  const { splitOf } = splitTasks([...tasks.values()], plan)
  const exclusions = sample.episodeIds.flatMap((episodeId, row): NewExclusion[] => {
    const rule = reasonByRow[row] as number
    if (rule >= 0) return [{ episodeId, rule }]
    return heldOut.has(taskOf(sample, row).no) ? [{ episodeId, rule: HELD_OUT }] : []
  })
  return {
    kept: usable.map((row) => ({ row, split: splitOf.get(taskOf(sample, row).key) ?? "train" })),
    exclusions,
    funnel,
  }
}

/** The draft without some of its rows, which are kept out as leaks. */
export function leaveOut(draft: Draft, sample: CurationSample, rows: ReadonlySet<number>): Draft {
  const left = draft.kept.filter(({ row }) => rows.has(row))
  return {
    ...draft,
    kept: draft.kept.filter(({ row }) => !rows.has(row)),
    exclusions: [
      ...draft.exclusions,
      ...left.map(({ row }) => ({ episodeId: sample.episodeIds[row] as string, rule: LEAKING })),
    ],
  }
}

/** With a weight for each of the kept, in their order; 1 where there are none, and taught as they are unless edited. */
export function membersOf(
  { kept }: Draft,
  sample: CurationSample,
  weights: Float64Array | null = null,
  edits: ReadonlyMap<number, string> = new Map(),
): NewMember[] {
  return kept.map(({ row, split }, place) => ({
    episodeId: sample.episodeIds[row] as string,
    contentHash: sample.contentHashes[row] as string,
    split,
    weight: weights?.[place] ?? 1,
    edits: edits.get(row) ?? null,
  }))
}
