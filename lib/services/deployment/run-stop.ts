import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import type { Deployment } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { ProviderError } from "@/lib/domain/provider-error"
import { getEnv } from "@/lib/env"
import { deploymentJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import type { JsonObject } from "@/lib/providers/provider"
import { openDeployments, toOrder } from "@/lib/services/deployment/open-deployments"
import { pollDelayMs } from "@/lib/services/fine-tune/poll-delay"

/** Beyond this many failures the pause is at its longest anyway. */
const MOST_FAILURES = 30

/** Stops it at the provider; one that was perhaps created before a crash is looked up by its key first. */
async function stopAtProvider(ctx: Context, row: Deployment): Promise<void> {
  if (!row.handle && !row.createStartedAt) return
  const client = await openDeployments(ctx, row)
  const handle = (row.handle as JsonObject | null) ?? (await client.find(toOrder(row)))
  if (!handle) return
  try {
    await client.stop(handle)
  } catch (error) {
    if (!(error instanceof ProviderError) || error.refusal !== "not_found") throw error
  }
}

async function tryLater(ctx: Context, row: Deployment, error: ProviderError | AppError): Promise<void> {
  const failures = Math.min(row.failures + 1, MOST_FAILURES)
  const retryAfterMs = error instanceof ProviderError ? error.retryAfterMs : null
  const pause = pollDelayMs(getEnv().providerPollMs, { failures, retryAfterMs, random: Math.random() })
  await ctx.db.prisma.deployment.update({
    where: { id: row.id },
    data: { failures, error: `It is not stopped yet, and may be billed: ${error.message}` },
  })
  const startAfter = new Date(ctx.now().getTime() + pause)
  await enqueueJob(ctx.db, deploymentJob, { deploymentId: row.id, nudge: false }, { startAfter })
}

/** Ends the bill of a deployment that somebody wants to end; tried again for as long as the provider does not say so. */
export async function runStop(
  ctx: Context,
  { deploymentId }: { deploymentId: string },
  signal: AbortSignal,
): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const work = async () => {
    const row = await ctx.db.prisma.deployment.findUnique({ where: { id: deploymentId } })
    if (!row || row.stoppedAt || !row.stopRequestedAt) return
    try {
      await stopAtProvider(ctx, row)
    } catch (error) {
      if (error instanceof ProviderError || error instanceof AppError) return tryLater(ctx, row, error)
      throw error
    }
    const data = { status: "stopped", stoppedAt: ctx.now(), error: null, failures: 0 }
    await ctx.db.prisma.deployment.update({ where: { id: row.id }, data })
  }
  await withAdvisoryLock(ctx.db, `deployment:${deploymentId}`, work, signal)
}
