import type { z } from "zod"
import type { DatasetDiff, DatasetDifference, diffDatasets as route } from "@/lib/contracts/dataset-checks"
import type { Context } from "@/lib/db/context"
import { type DifferenceRow, readDifferences, readTaskCounts } from "@/lib/db/frozen-member.sql"
import { HELD_OUT } from "@/lib/domain/curation/exclusion"
import { requirePermission } from "@/lib/domain/policy"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

const SHOWN = 500

type Absence = NonNullable<DatasetDifference["absence"]>

function absenceOf(rule: number | null): Absence {
  if (rule === null) return { reason: "notInRuns", rule: null }
  if (rule >= 0) return { reason: "rule", rule }
  return { reason: rule === HELD_OUT ? "heldOut" : "leaking", rule: null }
}

function toDifference({ fromSplit, toSplit, rule, ...episode }: DifferenceRow): DatasetDifference {
  const change = fromSplit === null ? "entered" : toSplit === null ? "left" : "moved"
  const absence = change === "moved" ? null : absenceOf(rule)
  return { ...episode, change, absence, from: fromSplit, to: toSplit }
}

function countReasons(differences: readonly DatasetDifference[]): DatasetDiff["reasons"] {
  const reasons = new Map<string, DatasetDiff["reasons"][number]>()
  for (const { change, absence } of differences) {
    if (change === "moved" || !absence) continue
    const key = JSON.stringify([change, absence])
    const known = reasons.get(key) ?? { change, ...absence, episodes: 0 }
    reasons.set(key, { ...known, episodes: known.episodes + 1 })
  }
  return [...reasons.values()].sort(
    (a, b) => b.episodes - a.episodes || a.change.localeCompare(b.change) || (a.rule ?? -1) - (b.rule ?? -1),
  )
}

function countTasks(
  differences: readonly DatasetDifference[],
  counts: Map<string, { before: number; after: number }>,
): DatasetDiff["tasks"] {
  const tasks = new Map<string, DatasetDiff["tasks"][number]>()
  for (const { taskKey, taskTitle, change } of differences) {
    const { before, after } = counts.get(taskKey) ?? { before: 0, after: 0 }
    const known = tasks.get(taskKey) ?? { taskKey, taskTitle, before, after, entered: 0, left: 0, moved: 0 }
    tasks.set(taskKey, { ...known, [change]: known[change] + 1 })
  }
  const size = (task: DatasetDiff["tasks"][number]) => task.entered + task.left + task.moved
  return [...tasks.values()].sort((a, b) => size(b) - size(a) || (a.taskKey < b.taskKey ? -1 : 1))
}

/** From one dataset to another of the experiment: who entered and left, why, and what that does to each task. */
export async function diffDatasets(
  ctx: Context,
  { experimentId, datasetId, from }: z.output<(typeof route)["input"]>,
): Promise<DatasetDiff> {
  requirePermission(ctx.actor, "workspace.read")
  const before = await requireDataset(ctx, experimentId, from)
  const after = await requireDataset(ctx, experimentId, datasetId)
  const pair = { from, to: datasetId }
  const differences = (await readDifferences(ctx.db.pool, experimentId, pair)).map(toDifference)
  const tasks = countTasks(differences, await readTaskCounts(ctx.db.pool, experimentId, pair))
  const count = (change: DatasetDifference["change"]) =>
    differences.filter((difference) => difference.change === change).length
  const [entered, left, moved] = [count("entered"), count("left"), count("moved")]
  return {
    counts: { same: after.episodeCount - entered - moved, entered, left, moved },
    reasons: countReasons(differences),
    tasks: tasks.slice(0, SHOWN),
    taskCount: tasks.length,
    episodes: differences.slice(0, SHOWN),
    tokens: { before: Number(before.tokenCount), after: Number(after.tokenCount) },
  }
}
