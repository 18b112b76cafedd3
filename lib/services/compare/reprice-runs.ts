import type { PriceChoice, WhatIf } from "@/lib/contracts/prices"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { NO_TOKENS } from "@/lib/domain/pricing/price-as"
import { requireListedPrice } from "@/lib/services/model/listed-price"
import { repriceTasks, sumTokens, tokenCoverage } from "@/lib/services/run/reprice-tasks"
import { readTaskTokens } from "@/lib/services/run/task-tokens"

export interface RepricedRun {
  outcomes: TaskOutcome[]
  whatIf: WhatIf | null
}

/** The outcomes of the runs that a choice names, at the price it names; other runs are absent. */
export async function repriceRuns(
  ctx: Context,
  { experimentId, runIds }: { experimentId: string; runIds: string[] },
  outcomesOf: (runId: string) => TaskOutcome[],
  choices: readonly PriceChoice[],
): Promise<Map<string, RepricedRun>> {
  const repriced = new Map<string, RepricedRun>()
  if (choices.length === 0) return repriced
  const runs = await ctx.db.prisma.run.findMany({
    where: { experimentId, id: { in: runIds } },
    select: { experimentId: true, id: true, role: true, revision: true },
  })
  for (const run of runs) {
    const choice =
      choices.find(({ target }) => target === run.id) ?? choices.find(({ target }) => target === run.role)
    if (choice) repriced.set(run.id, await repriceRun(ctx, run, outcomesOf(run.id), choice.priceId))
  }
  return repriced
}

async function repriceRun(
  ctx: Context,
  run: Parameters<typeof readTaskTokens>[1],
  outcomes: TaskOutcome[],
  priceId: string,
): Promise<RepricedRun> {
  const price = await requireListedPrice(ctx, priceId)
  const tokens = await readTaskTokens(ctx, run)
  return {
    outcomes: repriceTasks(outcomes, tokens, price).map((outcome) => {
      const { inputTokens, outputTokens } = tokens.get(outcome.taskNo) ?? NO_TOKENS
      return {
        ...outcome,
        costKinds: outcome.costCount > 0 ? { notional: outcome.costCount } : {},
        tokenCount: outcome.costCount,
        tokenSum: inputTokens + outputTokens,
        tokenCostMicroSum: outcome.costMicroSum,
      }
    }),
    whatIf: { price, tokens: tokenCoverage(sumTokens(outcomes, tokens)) },
  }
}
