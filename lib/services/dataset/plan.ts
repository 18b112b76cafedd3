import type { z } from "zod"
import type { DatasetPlan, planDataset as route } from "@/lib/contracts/datasets"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { toCertificate } from "@/lib/services/dataset/audit-members"
import { freezeSelection } from "@/lib/services/dataset/freeze"
import { readPlannedOpenings } from "@/lib/services/environment/read-openings"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

async function isStarted(ctx: Context, experimentId: string, fitId: string): Promise<boolean> {
  return (await ctx.db.prisma.importanceFit.count({ where: { experimentId, id: fitId } })) > 0
}

/** What making a dataset would give now: its sides, what is left out and why, its certificate. Nothing is written. */
export async function planDataset(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<DatasetPlan> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId } = input
  await requireExperiment(ctx, experimentId)
  const runs = await requireRuns(ctx, experimentId, input.runIds)
  const runIds = runs.map((run) => run.id)
  const planned = input.heldOut ? await readPlannedOpenings(ctx, input.heldOut) : []
  const frozen = await freezeSelection(ctx.db.pool, experimentId, { ...input, runIds }, planned)
  const existing = await ctx.db.prisma.dataset.findFirst({
    where: { experimentId, hash: frozen.hash },
    select: { id: true, name: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  })
  const { sample, rows, bySplit, funnel, excluded, leakingEpisodes, weighed, paired, hash } = frozen
  const tasks = new Set(Array.from(rows, (row) => sample.columns.taskNo[row])).size
  return {
    counts: { episodes: rows.length, tasks, bySplit },
    funnel,
    excluded,
    certificate: toCertificate(frozen.audit, ctx.now()),
    leakingEpisodes,
    weights: weighed.described,
    fit: weighed.fit && { id: weighed.fit.id, started: await isStarted(ctx, experimentId, weighed.fit.id) },
    pairs: paired?.described ?? null,
    edits: frozen.edits,
    pending: frozen.pending,
    hash,
    existing,
  }
}
