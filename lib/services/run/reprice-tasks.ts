import type { TokenCoverage } from "@/lib/contracts/prices"
import type { Price } from "@/lib/domain/pricing/price"
import { addTokenTotals, NO_TOKENS, priceTokensAs, type TokenTotals } from "@/lib/domain/pricing/price-as"

interface PricedTask {
  taskNo: number
  costCount: number
  costMicroSum: number
}

/** The same tasks with the cost that a price makes of their tokens, instead of the one on record. */
export function repriceTasks<Task extends PricedTask>(
  tasks: readonly Task[],
  tokens: ReadonlyMap<number, TokenTotals>,
  price: Price,
): Task[] {
  return tasks.map((task) => {
    const totals = tokens.get(task.taskNo) ?? NO_TOKENS
    const costMicroSum = priceTokensAs(totals, price)?.totalMicro ?? 0
    return { ...task, costCount: totals.recorded + totals.estimated, costMicroSum }
  })
}

export function sumTokens(
  tasks: readonly { taskNo: number }[],
  tokens: ReadonlyMap<number, TokenTotals>,
): TokenTotals {
  return tasks.map(({ taskNo }) => tokens.get(taskNo) ?? NO_TOKENS).reduce(addTokenTotals, NO_TOKENS)
}

export function tokenCoverage({ recorded, estimated, unknown }: TokenTotals): TokenCoverage {
  return { recorded, estimated, unknown }
}
