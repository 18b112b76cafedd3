import type { z } from "zod"
import type { estimatePipeline as route } from "@/lib/contracts/pipelines"
import { PIPELINE_STATUSES } from "@/lib/contracts/pipelines"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { decideSpending, type SpendingDecision } from "@/lib/domain/pricing/launch-cost"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { toCertificate } from "@/lib/services/dataset/audit-members"
import { freezeSelection } from "@/lib/services/dataset/freeze"
import { loadEnvironment } from "@/lib/services/environment/load"
import { readPlannedOpenings } from "@/lib/services/environment/read-openings"
import { listPlannedTasks } from "@/lib/services/evaluation/plan-attempts"
import { requireTrainer } from "@/lib/services/fine-tune/require-trainer"
import { findTargetProblems } from "@/lib/services/fine-tune/target-problems"
import { estimateLaunch, type Launch } from "@/lib/services/pipeline/launch-cost"
import { datasetOf, hashInputs } from "@/lib/services/pipeline/parts"
import { getSpending } from "@/lib/services/spending/get"

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

async function priceLaunch(ctx: Context, launch: Launch) {
  const hasSettings = launch.trainer.configSchema.safeParse(launch.inputs.config).success
  const cost = hasSettings ? await estimateLaunch(ctx, launch) : null
  const { spentUsd, reservedUsd, ...limits } = await getSpending(ctx)
  const spending: SpendingDecision = cost
    ? decideSpending(cost, limits, spentUsd + reservedUsd)
    : { kind: "allowed" }
  return { cost, spending }
}

/** What the inputs would keep, train and take. Nothing is written. @throws AppError naming what is wrong with them. */
export async function estimatePipeline(
  ctx: Context,
  { experimentId, inputs }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireRuns(ctx, experimentId, [inputs.teacherRunId])
  const trainer = requireTrainer(inputs.provider)
  const environment = await loadEnvironment(ctx, inputs.environment)
  const heldOutTasks = [...listPlannedTasks(environment, inputs.evaluation)].length
  const dataset = datasetOf(inputs)
  const frozen = await freezeSelection(
    ctx.db.pool,
    experimentId,
    dataset,
    await readPlannedOpenings(ctx, dataset.heldOut),
  )
  const { sample, rows, excluded, leakingEpisodes, audit } = frozen
  // Half of an episode's messages are the model's own: each is one example.
  const trainingRows = rows.reduce((sum, row) => sum + Math.floor(sample.columns.steps[row]! / 2), 0)
  const job = { examples: trainingRows, objective: inputs.objective, config: inputs.config }
  const seconds = trainer.kind === "local" ? trainer.estimateSeconds(job) : null
  const attempts = heldOutTasks * inputs.evaluation.trials * 2
  const problems = [
    ...trainer.validate(job),
    ...(await findTargetProblems(ctx, trainer, inputs)),
    ...(heldOutTasks === 0 ? ["The environment has no held-out tasks: raise their number."] : []),
  ]
  return {
    episodes: rows.length,
    trainingRows,
    heldOutTasks,
    seconds: seconds === null ? null : seconds + attempts / ATTEMPTS_PER_SECOND,
    ...(await priceLaunch(ctx, { experimentId, inputs, trainer, frozen, heldOutTasks })),
    problems,
    heldOutEpisodes: excluded.heldOut.episodes,
    leakingEpisodes: leakingEpisodes + excluded.leaking.episodes,
    certificate: toCertificate(audit, ctx.now()),
    existing: await findExisting(ctx, experimentId, hashInputs(experimentId, inputs)),
  }
}
