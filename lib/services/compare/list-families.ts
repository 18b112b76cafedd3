import type { z } from "zod"
import type { listComparedFamilies as route } from "@/lib/contracts/compare"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { weigh } from "@/lib/domain/stats/evidence"
import { judgeAll } from "@/lib/domain/stats/verdict"
import { type PairedOutcome, pairOutcomes, readTaskTags } from "@/lib/services/compare/pair-tasks"
import { toTaskResult } from "@/lib/services/compare/task-results"

type Namer = (pair: PairedOutcome) => readonly (string | null)[]

/** Success alone: costs of a family are not shown, so they are not resampled. */
function toResult(name: string, pairs: readonly PairedOutcome[], side: keyof PairedOutcome) {
  const tasks = pairs.map((pair) => ({ ...toTaskResult(pair[side]), costUsd: null, latenciesMs: [] }))
  return { name, tasks }
}

/**
 * Two runs by family (group) or tag of the task, the largest loss first. The families are judged together, so each has to
 * show more than it would alone; a task with several tags counts under each.
 */
export async function listComparedFamilies(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const pairs = await pairOutcomes(ctx, input)
  const tags = input.by === "tag" ? await readTaskTags(ctx, input) : null
  const namesOf: Namer = ({ student }) => (tags ? (tags.get(student.taskNo) ?? []) : [student.group])
  const named = pairs.flatMap((pair) => namesOf(pair).map((name) => ({ name, pair })))
  const families = [...Map.groupBy(named, ({ name }) => name)].map(([name, members]) => ({
    name,
    pairs: members.map(({ pair }) => pair),
  }))
  const verdicts = judgeAll(
    families.map((family) =>
      weigh(toResult("student", family.pairs, "student"), toResult("teacher", family.pairs, "teacher"), {
        level: input.level,
      }),
    ),
  )
  const items = verdicts.map((verdict, index) => {
    const { fixed, broken } = verdict.test
    return {
      name: families[index]?.name ?? null,
      tasks: verdict.sharedTasks,
      fixed,
      broken,
      same: verdict.sharedTasks - fixed - broken,
      teacher: verdict.teacher.successRate,
      student: verdict.student.successRate,
      difference: verdict.difference,
      adjustedP: verdict.adjustedP,
      verdict: verdict.kind,
    }
  })
  return { items: items.sort((left, right) => (left.difference.value ?? 0) - (right.difference.value ?? 0)) }
}
