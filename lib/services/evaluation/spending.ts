import type { ActOutput } from "@/lib/contracts/policy"
import { computeCostMicro } from "@/lib/domain/pricing/cost"
import type { Price } from "@/lib/domain/pricing/price"

/** Counts what an evaluation spends, in micro-USD. Notional prices are no bill: they count nothing. */
export class Spending {
  spentMicro: number
  readonly #budgetMicro: number | null
  readonly #price: Price | null

  constructor(options: { spentMicro: number; budgetMicro: number | null; price: Price | null }) {
    this.spentMicro = options.spentMicro
    this.#budgetMicro = options.budgetMicro
    this.#price = options.price?.notional ? null : options.price
  }

  add({ costMicro, usage }: ActOutput): void {
    this.spentMicro += costMicro ?? (this.#price ? (computeCostMicro(usage, this.#price) ?? 0) : 0)
  }

  addEnvironment(costMicro: number | null): void {
    this.spentMicro += costMicro ?? 0
  }

  get isExhausted(): boolean {
    return this.#budgetMicro !== null && this.spentMicro >= this.#budgetMicro
  }
}
