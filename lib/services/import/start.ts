import type { z } from "zod"
import type { ImportRecord, startImport as route } from "@/lib/contracts/imports"
import type { Context } from "@/lib/db/context"
import { type Import, Prisma } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { getImporter } from "@/lib/importers/registry"
import { importFileJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { findOrCreateExperiment } from "@/lib/services/experiment/find-or-create"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentImport } from "@/lib/services/import/present-import"
import { requireImport } from "@/lib/services/import/require-import"
import { readUploadHead } from "@/lib/services/import/upload-file"
import { createRun } from "@/lib/services/run/create"

type Input = z.output<(typeof route)["input"]>

/** A new experiment takes the format's own metric and success rule. */
async function findExperiment(ctx: Context, input: Input, file: Import) {
  if (input.experimentId !== undefined) return requireExperiment(ctx, input.experimentId)
  const importer = getImporter(file.format)
  const described = importer?.describe(await readUploadHead(file.id, file.fileName))
  return findOrCreateExperiment(ctx, input.experimentName as string, {
    primaryMetric: described?.primaryMetric ?? "score",
    successRule: described?.successRule
      ? { metric: described.successRule.metric, min: described.successRule.min }
      : Prisma.DbNull,
  })
}

function requireReady(row: Import): void {
  if (row.status === "ready") return
  throw new AppError("CONFLICT", "This import has been started already. Upload the file again to repeat it.")
}

/**
 * Creates what the import needs (experiment, model, run) and queues the work. Importing a file again into the same run adds
 * only what the run lacks.
 * @throws AppError NOT_FOUND, CONFLICT when it was started before or the run belongs to another model.
 */
export async function startImport(ctx: Context, input: Input): Promise<ImportRecord> {
  requirePermission(ctx.actor, "import.write")
  const file = await requireImport(ctx, input.importId)
  requireReady(file)
  const experiment = await findExperiment(ctx, input, file)
  const { modelName, role, tools } = input
  const name = input.runName ?? modelName
  const run = await createRun(ctx, { experimentId: experiment.id, name, role, modelName, tools, config: {} })
  const { count } = await ctx.db.prisma.import.updateMany({
    where: { id: file.id, status: "ready" },
    data: {
      status: "queued",
      experimentId: experiment.id,
      runId: run.id,
      options: { modelName, role, runName: name },
    },
  })
  if (count === 0) requireReady({ ...file, status: "queued" })
  await enqueueJob(ctx.db, importFileJob, { importId: file.id })
  return presentImport(ctx, await requireImport(ctx, file.id))
}
