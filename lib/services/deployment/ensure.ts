import { setTimeout as sleep } from "node:timers/promises"
import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import type { Deployment, FineTune, Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { AppError } from "@/lib/domain/errors"
import { ProviderError } from "@/lib/domain/provider-error"
import { explainRefusal, mayPass } from "@/lib/domain/refusal"
import { getEnv } from "@/lib/env"
import type { DeploymentReport, HostedTrainer, JsonObject } from "@/lib/providers/provider"
import { openDeployments, toOrder } from "@/lib/services/deployment/open-deployments"
import { MOST_FAILURES, pollDelayMs } from "@/lib/services/fine-tune/poll-delay"
import { settingsOf } from "@/lib/services/fine-tune/settings"

export interface DeploymentWish {
  trainer: HostedTrainer
  fineTune: FineTune
  /** As the provider names what it trained. */
  weights: string
  isKept: boolean
  onProgress(note: string): Promise<void>
}

function describePrice(deployment: HostedTrainer["deployment"]): string | null {
  if (!deployment) return null
  return [deployment.priceSource, deployment.priceDate].filter(Boolean).join(", ")
}

function draft(ctx: Context, { trainer, fineTune, weights, isKept }: DeploymentWish): Promise<Deployment> {
  const { experimentId, id: fineTuneId, modelId, connectionId } = fineTune
  return ctx.db.prisma.deployment.create({
    data: {
      id: newId(),
      experimentId,
      fineTuneId,
      modelId,
      connectionId,
      provider: trainer.id,
      weights,
      status: "starting",
      settings: settingsOf(fineTune).settings as Prisma.InputJsonObject,
      isKept,
      hourlyMicro: trainer.deployment?.hourlyMicro ?? null,
      priceSource: describePrice(trainer.deployment),
      createdAt: ctx.now(),
    },
  })
}

/** One that still runs, or a new row: that it exists is on record before the provider is asked. */
async function findOrDraft(ctx: Context, wish: DeploymentWish): Promise<Deployment> {
  const { experimentId, id: fineTuneId } = wish.fineTune
  const known = await ctx.db.prisma.deployment.findFirst({
    where: { experimentId, fineTuneId, stoppedAt: null, stopRequestedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  })
  return known ?? draft(ctx, wish)
}

/** Asks the provider for it, once; whoever comes after a crash looks it up first. */
async function order(ctx: Context, row: Deployment): Promise<Deployment> {
  if (row.handle) return row
  const client = await openDeployments(ctx, row)
  const found = row.createStartedAt ? await client.find(toOrder(row)) : null
  const where = { id: row.id }
  if (!found && !row.createStartedAt) {
    await ctx.db.prisma.deployment.update({ where, data: { createStartedAt: ctx.now() } })
  }
  const handle = found ?? (await client.create(toOrder(row)))
  const startedAt = row.startedAt ?? ctx.now()
  return ctx.db.prisma.deployment.update({
    where,
    data: { handle: handle as Prisma.InputJsonObject, startedAt },
  })
}

async function look(ctx: Context, row: Deployment): Promise<DeploymentReport> {
  const client = await openDeployments(ctx, row)
  const report = await client.poll(row.handle as JsonObject)
  await ctx.db.prisma.deployment.updateMany({
    where: { id: row.id, stopRequestedAt: null },
    data: {
      providerStatus: report.status,
      ...(report.phase === "ready" ? { status: "ready" } : {}),
      error: report.phase === "failed" ? (report.message ?? "It failed.") : null,
    },
  })
  return report
}

/** The model's calls go to the deployment from now on. */
async function pointModel(
  ctx: Context,
  { modelId, weights }: Deployment,
  model: string | null,
): Promise<void> {
  if (!modelId || !model) return
  await ctx.db.prisma.model.update({ where: { id: modelId }, data: { config: { model, weights } } })
}

async function advance(ctx: Context, id: string): Promise<{ row: Deployment; report: DeploymentReport }> {
  return withAdvisoryLock(ctx.db, `deployment:${id}`, async () => {
    const row = await ctx.db.prisma.deployment.findUniqueOrThrow({ where: { id } })
    if (row.stopRequestedAt)
      throw new AppError("UNAVAILABLE", "Somebody stopped the endpoint; retry to start another.")
    const ordered = await order(ctx, row)
    return { row: ordered, report: await look(ctx, ordered) }
  })
}

/**
 * A deployment that serves the model, started if there is none; waits until it answers.
 * @throws AppError UNAVAILABLE with the provider's reason when it does not come up.
 */
export async function ensureDeployment(
  ctx: Context,
  wish: DeploymentWish,
  signal: AbortSignal,
): Promise<string> {
  const { id } = await findOrDraft(ctx, wish)
  for (let failures = 0; ; ) {
    let retryAfterMs: number | null = null
    try {
      const { row, report } = await advance(ctx, id)
      failures = 0
      if (report.phase === "ready") {
        await pointModel(ctx, row, report.model)
        return id
      }
      if (report.phase !== "starting") {
        const said = report.message ?? `${wish.trainer.title} says ${report.status}.`
        throw new AppError("UNAVAILABLE", `The endpoint did not start: ${said}`)
      }
      await wish.onProgress(`the endpoint is starting: ${report.status}`)
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      failures += 1
      if (!mayPass(error.refusal) || failures > MOST_FAILURES) {
        const { title } = explainRefusal(error.refusal)
        throw new AppError("UNAVAILABLE", `${title}: ${error.message}`, [], { cause: error })
      }
      retryAfterMs = error.retryAfterMs
    }
    const pause = pollDelayMs(getEnv().providerPollMs, { failures, retryAfterMs, random: Math.random() })
    await sleep(pause, undefined, { signal })
  }
}
