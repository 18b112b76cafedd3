import type { z } from "zod"
import type { ImportanceFitRecord, startImportanceFit as route } from "@/lib/contracts/weights"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { importanceFitJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { freezeSelection } from "@/lib/services/dataset/freeze"
import { readPlannedOpenings } from "@/lib/services/environment/read-openings"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { getImportanceFit } from "@/lib/services/importance/get"
import type { FitPlan } from "@/lib/services/importance/plan-fit"

type Input = z.output<(typeof route)["input"]>

/** More do not fit into the memory of one training thread beside everything else. */
const MOST_EPISODES = 20_000

/** What the importance weights of a dataset as planned are made of. @throws AppError INVALID_INPUT for another weighting. */
async function planOf(ctx: Context, input: Input): Promise<FitPlan> {
  const { experimentId } = input
  await requireExperiment(ctx, experimentId)
  const runIds = (await requireRuns(ctx, experimentId, input.runIds)).map((run) => run.id)
  const planned = input.heldOut ? await readPlannedOpenings(ctx, input.heldOut) : []
  const plan = { ...input, runIds, pairs: null }
  const { fit } = (await freezeSelection(ctx.db.pool, experimentId, plan, planned)).weighed
  if (!fit) throw new AppError("INVALID_INPUT", "Only importance weights need a measurement.")
  if (fit.referenceIds.length > MOST_EPISODES) {
    throw new AppError(
      "INVALID_INPUT",
      `Log-ratios are measured on at most ${MOST_EPISODES} episodes, and these runs have ${fit.referenceIds.length}: choose fewer runs, or another weighting.`,
    )
  }
  return fit
}

/** The row of a measurement, waiting if it is new or failed before. */
export async function draftImportanceFit(ctx: Context, input: Input): Promise<ImportanceFitRecord> {
  requirePermission(ctx.actor, "dataset.write")
  const { experimentId } = input
  const { id, seed, memberIds, referenceIds } = await planOf(ctx, input)
  const data = { experimentId, id, seed, memberIds, referenceIds, status: "queued" }
  await ctx.db.prisma.importanceFit.createMany({
    data: [{ ...data, createdById: ctx.actor.userId }],
    skipDuplicates: true,
  })
  await ctx.db.prisma.importanceFit.updateMany({
    where: { experimentId, id, status: "failed" },
    data: { status: "queued", error: null, progress: 0, finishedAt: null },
  })
  return getImportanceFit(ctx, { experimentId, fitId: id })
}

/** Has the worker measure what is not measured yet. */
export async function startImportanceFit(ctx: Context, input: Input): Promise<ImportanceFitRecord> {
  const fit = await draftImportanceFit(ctx, input)
  if (fit.status === "queued") {
    await enqueueJob(ctx.db, importanceFitJob, { experimentId: fit.experimentId, fitId: fit.id })
  }
  return fit
}
