import type { z } from "zod"
import type { ExperimentRecord, createExperiment as route } from "@/lib/contracts/experiments"
import type { Context } from "@/lib/db/context"
import { Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { asConflict } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"
import { presentExperiment } from "@/lib/services/experiment/present-experiment"

/** @throws AppError CONFLICT when the name or the id is taken. */
export async function createExperiment(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<ExperimentRecord> {
  requirePermission(ctx.actor, "experiment.write")
  const { id, successRule, ...fields } = input
  const row = await asConflict(
    ctx.db.prisma.experiment.create({
      data: { ...fields, id: id ?? newId(), successRule: successRule ?? Prisma.DbNull, createdAt: ctx.now() },
    }),
    `There is already an experiment called "${input.name}".`,
  )
  return presentExperiment(ctx, row)
}
