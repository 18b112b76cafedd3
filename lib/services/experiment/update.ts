import { isDeepStrictEqual } from "node:util"
import type { z } from "zod"
import type { ExperimentRecord, updateExperiment as route } from "@/lib/contracts/experiments"
import type { Context } from "@/lib/db/context"
import { Prisma } from "@/lib/db/generated/client"
import { asConflict } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"
import { recomputeSuccessJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { presentExperiment } from "@/lib/services/experiment/present-experiment"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

/**
 * Changes what is given. A new success rule marks the experiment as recomputing and starts the job that applies it.
 * @throws AppError NOT_FOUND, CONFLICT when the name is taken.
 */
export async function updateExperiment(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<ExperimentRecord> {
  requirePermission(ctx.actor, "experiment.write")
  const { experimentId, archived, successRule, ...fields } = input
  const before = await requireExperiment(ctx, experimentId)
  const ruleChanged = successRule !== undefined && !isDeepStrictEqual(successRule, before.successRule)
  const row = await asConflict(
    ctx.db.prisma.experiment.update({
      where: { id: experimentId },
      data: {
        ...fields,
        ...(archived === undefined ? {} : { archivedAt: archived ? (before.archivedAt ?? ctx.now()) : null }),
        ...(ruleChanged ? { successRule: successRule ?? Prisma.DbNull, recomputingAt: ctx.now() } : {}),
      },
    }),
    `There is already an experiment called "${fields.name}".`,
  )
  if (ruleChanged) await enqueueJob(ctx.db, recomputeSuccessJob, { experimentId })
  return presentExperiment(ctx, row)
}
