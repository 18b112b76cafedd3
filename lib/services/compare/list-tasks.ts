import { z } from "zod"
import type { listComparedTasks as route } from "@/lib/contracts/compare"
import type { RouteOutput } from "@/lib/contracts/route"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import { requirePermission } from "@/lib/domain/policy"
import { type Change, changeOf, gainOf, pairOutcomes, readTaskTags } from "@/lib/services/compare/pair-tasks"

function describeOutcome({ runId, judged, successes, scoreCount, scoreSum }: TaskOutcome) {
  return { runId, trials: judged, successes, meanScore: scoreCount > 0 ? scoreSum / scoreCount : null }
}

const ORDER: Record<Change, number> = { broken: 0, fixed: 1, same: 2 }

function matches({ key, title }: TaskOutcome, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  return key.toLowerCase().includes(wanted) || (title ?? "").toLowerCase().includes(wanted)
}

/** The tasks both runs tried: broken first, then fixed, the largest change of each first, then the rest. */
export async function listComparedTasks(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { change, tag, search, limit, cursor } = input
  const pairs = await pairOutcomes(ctx, input)
  const tags = tag === undefined ? null : await readTaskTags(ctx, input)
  const found = pairs
    .filter(
      ({ student }) => matches(student, search) && (!tags || tags.get(student.taskNo)?.includes(tag ?? "")),
    )
    .map((pair) => ({ ...pair, change: changeOf(pair), size: Math.abs(gainOf(pair)) }))
  const count = (wanted: Change) => found.filter((task) => task.change === wanted).length
  const shown = found
    .filter((task) => change === undefined || task.change === change)
    .sort((left, right) => ORDER[left.change] - ORDER[right.change] || right.size - left.size)
  const at = shown.findIndex(({ student }) => student.key === input.beside)
  const keyAt = (index: number) => (at < 0 ? null : (shown[index]?.student.key ?? null))
  const from = parseCursor(z.int(), cursor) ?? 0
  return {
    items: shown.slice(from, from + limit).map((task) => ({
      no: task.student.taskNo,
      key: task.student.key,
      title: task.student.title,
      group: task.student.group,
      change: task.change,
      teacher: describeOutcome(task.teacher),
      student: describeOutcome(task.student),
    })),
    nextCursor: from + limit < shown.length ? encodeCursor(from + limit) : null,
    count: shown.length,
    neighbours: { previous: keyAt(at - 1), next: keyAt(at + 1) },
    counts: { fixed: count("fixed"), broken: count("broken"), same: count("same") },
  }
}
