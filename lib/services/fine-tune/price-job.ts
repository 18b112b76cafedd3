import type { TrainingEstimate } from "@/lib/contracts/fine-tunes"
import { launchCostSchema } from "@/lib/contracts/spending"
import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import { ProviderError } from "@/lib/domain/provider-error"
import type { HostedClient, HostedJob, HostedTrainer } from "@/lib/providers/provider"
import { getSpending } from "@/lib/services/spending/get"

/** What the launch kept back for training when it was started. */
async function readReserved(ctx: Context, { experimentId, pipelineId }: FineTune): Promise<number> {
  if (!pipelineId) return 0
  const row = await ctx.db.prisma.pipeline.findUnique({
    where: { experimentId_id: { experimentId, id: pipelineId } },
    select: { estimate: true },
  })
  const parts = launchCostSchema.safeParse(row?.estimate).data?.parts ?? []
  return parts.find(({ name }) => name === "training")?.highUsd ?? 0
}

/**
 * What the provider itself expects to bill for a job that is about to be created, where it says.
 * @throws ProviderError over_budget or insufficient_funds where it may not be spent.
 */
export async function priceJob(
  ctx: Context,
  {
    row,
    trainer,
    client,
    job,
  }: { row: FineTune; trainer: HostedTrainer; client: HostedClient; job: HostedJob },
): Promise<TrainingEstimate | null> {
  const price = await client.estimatePrice?.(job)
  if (!price) return null
  const usd = price.costMicro / 1e6
  const said = `${trainer.title} expects to bill $${usd.toFixed(2)}`
  if (!price.isAllowed)
    throw new ProviderError("insufficient_funds", `${said}, more than the account may spend.`)
  const { monthlyCapUsd, spentUsd, reservedUsd } = await getSpending(ctx)
  const others = spentUsd + Math.max(0, reservedUsd - (await readReserved(ctx, row)))
  if (monthlyCapUsd !== null && others + usd > monthlyCapUsd) {
    const left = Math.max(0, monthlyCapUsd - others).toFixed(2)
    throw new ProviderError(
      "over_budget",
      `${said}, and $${left} of this month's $${monthlyCapUsd} are left.`,
    )
  }
  return {
    lowUsd: usd,
    highUsd: usd,
    tokens: price.tokens,
    source: `${trainer.title}'s own estimate`,
    sourceDate: ctx.now().toISOString().slice(0, 10),
  }
}
