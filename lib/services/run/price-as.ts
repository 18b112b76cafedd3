import type { WhatIfCost } from "@/lib/contracts/prices"
import type { Context } from "@/lib/db/context"
import type { RunOutcome } from "@/lib/db/run-outcome.sql"
import { requirePermission } from "@/lib/domain/policy"
import { priceTokensAs } from "@/lib/domain/pricing/price-as"
import { requireListedPrice } from "@/lib/services/model/listed-price"
import { readOutcomesOfRuns } from "@/lib/services/run/outcome-cache"
import { repriceTasks, sumTokens, tokenCoverage } from "@/lib/services/run/reprice-tasks"
import { requireRun } from "@/lib/services/run/require-run"
import { summarizeRun } from "@/lib/services/run/statistics"
import { readTaskTokens } from "@/lib/services/run/task-tokens"

/** What a run's tokens would cost at a listed price. @throws AppError NOT_FOUND for the run or the price. */
export async function getWhatIfCost(
  ctx: Context,
  input: { experimentId: string; runId: string; priceId: string },
): Promise<WhatIfCost> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, runId, priceId } = input
  const run = await requireRun(ctx, experimentId, runId)
  const price = await requireListedPrice(ctx, priceId)
  const [tasksOf, tokens] = await Promise.all([
    readOutcomesOfRuns(ctx, experimentId, [run]),
    readTaskTokens(ctx, run),
  ])
  const own = tasksOf.get(runId) ?? []
  const tasks = repriceTasks(own, tokens, price)
  const totals = sumTokens(own, tokens)
  const parts = priceTokensAs(totals, price)
  const costCount = totals.recorded + totals.estimated
  const whatIf = {
    ...run,
    costCount,
    costMicroSum: BigInt(Math.round(sumOf(tasks))),
    costMicroSumSquares: tasks.reduce((sum, { costMicroSum }) => sum + costMicroSum ** 2, 0),
    costKinds: costCount > 0 ? { notional: costCount } : {},
  }
  return {
    price,
    tokens: tokenCoverage(totals),
    cost: summarizeRun(whatIf, tasks, []).cost,
    parts: parts && {
      inputUsd: parts.inputMicro / 1e6,
      cachedUsd: parts.cachedMicro / 1e6,
      outputUsd: parts.outputMicro / 1e6,
    },
    ratio: ratioOf(own, tasks),
  }
}

function sumOf(tasks: readonly RunOutcome[]): number {
  return tasks.reduce((sum, { costMicroSum }) => sum + costMicroSum, 0)
}

/** On the tasks whose every attempt has both costs. */
function ratioOf(own: readonly RunOutcome[], whatIf: readonly RunOutcome[]): number | null {
  const isPriced = ({ costCount, trials }: RunOutcome) => costCount === trials
  const both = own.flatMap((task, index) => {
    const other = whatIf[index] as RunOutcome
    return isPriced(task) && isPriced(other) ? [{ task, other }] : []
  })
  const before = sumOf(both.map(({ task }) => task))
  return before > 0 ? sumOf(both.map(({ other }) => other)) / before : null
}
