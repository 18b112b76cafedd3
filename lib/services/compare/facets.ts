import type { z } from "zod"
import type { listComparedFacets as route } from "@/lib/contracts/compare-facets"
import type { RouteOutput } from "@/lib/contracts/route"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { SPLITS } from "@/lib/domain/episode"
import { requirePermission } from "@/lib/domain/policy"
import { createResampler } from "@/lib/domain/stats/resampler"
import { costRuns, restrictRun } from "@/lib/services/compare/cost-runs"
import { describeRuns } from "@/lib/services/compare/describe-run"
import { listRunLineage } from "@/lib/services/compare/list-run-lineage"
import { readOutcomes } from "@/lib/services/compare/read-outcomes"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

/** More pictures would be too small to read. */
const MOST_FACETS = 12

type FacetKind = z.output<(typeof route)["input"]>["by"]

/** The figures of every run on each split, or each family, of the tasks. */
export async function listComparedFacets(
  ctx: Context,
  { experimentId, by, shared, level, ...input }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const chosen = await requireRuns(ctx, experimentId, input.runId ?? [])
  const runIds = chosen.map((run) => run.id)
  const read = await readOutcomes(ctx, { experimentId, runIds })
  const [lineage, costed] = await Promise.all([
    listRunLineage(ctx, experimentId, runIds),
    costRuns(ctx, experimentId, read, input.priceAs ?? []),
  ])
  const byId = new Map(costed.map((run) => [run.id, run]))
  const groups = groupTasks(
    read.map(({ outcomes }) => outcomes),
    by,
    shared,
  )
  const resampler = createResampler()
  const facets = groups.slice(0, MOST_FACETS).map(({ name, tasks }) => {
    const parts = lineage.flatMap((about) => {
      const whole = byId.get(about.id)
      const part = whole && restrictRun(whole, tasks)
      return part && part.outcomes.length > 0 ? [{ ...part, about }] : []
    })
    const runs = describeRuns(parts, { level, resampler }).map(({ run, figures }) => ({
      ...run.about,
      ...figures,
      whatIf: run.whatIf,
    }))
    return { name, tasks: tasks.size, runs }
  })
  return { count: groups.length, facets }
}

interface TaskGroup {
  name: string | null
  tasks: Set<number>
}

/** The tasks that were tried (by all runs where only shared ones count), by split or by family. */
function groupTasks(runs: readonly TaskOutcome[][], by: FacetKind, shared: boolean): TaskGroup[] {
  const tries = new Map<number, number>()
  for (const { taskNo } of runs.flat()) tries.set(taskNo, (tries.get(taskNo) ?? 0) + 1)
  const groups = new Map<string | null, Set<number>>()
  for (const { taskNo, split, group } of runs.flat()) {
    if (shared && tries.get(taskNo) !== runs.length) continue
    const name = by === "split" ? split : group
    const tasks = groups.get(name) ?? new Set<number>()
    groups.set(name, tasks.add(taskNo))
  }
  const listed = [...groups].map(([name, tasks]) => ({ name, tasks }))
  return listed.toSorted(by === "split" ? bySplit : bySize)
}

function bySplit(a: TaskGroup, b: TaskGroup): number {
  const rank = ({ name }: TaskGroup) => {
    const at = (SPLITS as readonly (string | null)[]).indexOf(name)
    return at < 0 ? SPLITS.length : at
  }
  return rank(a) - rank(b)
}

function bySize(a: TaskGroup, b: TaskGroup): number {
  return b.tasks.size - a.tasks.size || (a.name ?? "").localeCompare(b.name ?? "")
}
