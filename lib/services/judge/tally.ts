import type { ActOutput } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import { computeCostMicro } from "@/lib/domain/pricing/cost"
import type { Price } from "@/lib/domain/pricing/price"

/** What a run of a judge has spent, in micro-USD: kept in its row as calls come back, before what they said is stored. */
export class Tally {
  readonly #ctx: Context
  readonly #run: { experimentId: string; id: string }
  readonly #price: Price | null
  #spentMicro: number
  readonly #budgetMicro: number | null

  constructor(
    ctx: Context,
    run: { experimentId: string; id: string; spentMicro: bigint; budgetMicro: bigint | null },
    price: Price | null,
  ) {
    this.#ctx = ctx
    this.#run = run
    this.#price = price?.notional ? null : price
    this.#spentMicro = Number(run.spentMicro)
    this.#budgetMicro = run.budgetMicro === null ? null : Number(run.budgetMicro)
  }

  /** Null when nobody knows. */
  costOf({ costMicro, usage }: Pick<ActOutput, "costMicro" | "usage">): number | null {
    return costMicro ?? (this.#price ? computeCostMicro(usage, this.#price) : null)
  }

  async add(output: ActOutput): Promise<void> {
    const cost = this.costOf(output)
    this.#spentMicro += cost ?? 0
    const { experimentId, id } = this.#run
    await this.#ctx.db.prisma.judgeRun.updateMany({
      where: { experimentId, id },
      data: cost === null ? { unpricedCalls: { increment: 1 } } : { spentMicro: { increment: BigInt(cost) } },
    })
  }

  get isExhausted(): boolean {
    return this.#budgetMicro !== null && this.#spentMicro >= this.#budgetMicro
  }
}
