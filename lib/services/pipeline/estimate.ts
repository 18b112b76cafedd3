import type { z } from "zod"
import type { estimatePipeline as route } from "@/lib/contracts/pipelines"
import { PIPELINE_STATUSES } from "@/lib/contracts/pipelines"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { readCurationSample } from "@/lib/db/curation.sql"
import { applyRecipe } from "@/lib/domain/curation/apply-recipe"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { TRAINERS } from "@/lib/providers/registry"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { loadEnvironment } from "@/lib/services/environment/load"
import { listPlannedTasks } from "@/lib/services/evaluation/plan-attempts"
import { hashInputs } from "@/lib/services/pipeline/parts"

/** Attempts a second of a local policy, measured on one busy core. */
const ATTEMPTS_PER_SECOND = 150

async function findExisting(ctx: Context, experimentId: string, inputHash: string) {
  const row = await ctx.db.prisma.pipeline.findFirst({
    where: { experimentId, inputHash, status: { in: ["queued", "running", "done"] } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, status: true },
  })
  return row && { id: row.id, status: PIPELINE_STATUSES.find((status) => status === row.status) ?? "failed" }
}

/** What the inputs would keep, train and take. Nothing is written. @throws AppError naming what is wrong with them. */
export async function estimatePipeline(
  ctx: Context,
  { experimentId, inputs }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireRuns(ctx, experimentId, [inputs.teacherRunId])
  const trainer = TRAINERS.find((candidate) => candidate.id === inputs.provider)
  if (!trainer) throw new AppError("UNSUPPORTED", `There is no trainer ${inputs.provider}.`)
  const environment = await loadEnvironment(ctx, inputs.environment)
  const heldOutTasks = [...listPlannedTasks(environment, inputs.evaluation)].length
  const { columns } = await readCurationSample(ctx.db.pool, experimentId, [inputs.teacherRunId])
  const { kept } = applyRecipe(columns, inputs.rules)
  // Half of an episode's messages are the model's own: each is one example.
  const trainingRows = kept.reduce((sum, row) => sum + Math.floor(columns.steps[row]! / 2), 0)
  const job = { examples: trainingRows, objective: inputs.objective, config: inputs.config }
  const { seconds, costMicro, source } = trainer.estimate(job)
  const attempts = heldOutTasks * inputs.evaluation.trials * 2
  return {
    episodes: kept.length,
    trainingRows,
    heldOutTasks,
    seconds: seconds === null ? null : seconds + attempts / ATTEMPTS_PER_SECOND,
    costUsd: costMicro === null ? null : costMicro / 1e6,
    source,
    problems: [
      ...trainer.validate(job),
      ...(heldOutTasks === 0 ? ["The environment has no held-out tasks: raise their number."] : []),
    ],
    existing: await findExisting(ctx, experimentId, hashInputs(experimentId, inputs)),
  }
}
