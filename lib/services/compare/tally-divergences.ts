import type { Context } from "@/lib/db/context"
import {
  type AttemptPair,
  countPairs,
  type RunPair,
  readConversations,
  readPairs,
} from "@/lib/db/divergence.sql"
import { type DivergenceSummary, DivergenceTally, pairOutcome } from "@/lib/domain/divergence-tally"
import { findFirstDivergence } from "@/lib/domain/first-divergence"

/** Tasks whose pairs are listed, and steps of episodes that are read, at a time; one pair may be longer. */
const TASKS_PER_READ = 50
const STEPS_PER_READ = 2000

/** How far the pairs of two runs have been read. */
export class PairReading {
  readonly #runs: RunPair
  readonly #tally = new DivergenceTally()
  #size: Awaited<ReturnType<typeof countPairs>> | null = null
  #nextTask = 0
  /** Listed and not yet read. */
  #waiting: AttemptPair[] = []
  #reading: Promise<void> | null = null

  constructor(runs: RunPair) {
    this.#runs = runs
  }

  /** Reads on until everything is read or the time is over; who comes meanwhile waits for the same. */
  async readOn(ctx: Context, budgetMs: number): Promise<void> {
    this.#reading ??= this.#read(ctx, budgetMs).finally(() => {
      this.#reading = null
    })
    await this.#reading
  }

  async #read(ctx: Context, budgetMs: number): Promise<void> {
    const until = performance.now() + budgetMs
    this.#size ??= await countPairs(ctx.db, this.#runs)
    this.#nextTask = Math.max(this.#nextTask, this.#size.firstTask ?? 0)
    const lastTask = this.#size.lastTask ?? -1
    while (performance.now() < until && (this.#waiting.length > 0 || this.#nextTask <= lastTask)) {
      if (this.#waiting.length === 0) await this.#listNext(ctx)
      else await this.#compareNext(ctx)
    }
  }

  async #listNext(ctx: Context): Promise<void> {
    const [from, to] = [this.#nextTask, this.#nextTask + TASKS_PER_READ]
    this.#waiting = await readPairs(ctx.db, this.#runs, { from, to })
    this.#nextTask = to
  }

  async #compareNext(ctx: Context): Promise<void> {
    const pairs = takeUpTo(this.#waiting, STEPS_PER_READ)
    const ids = pairs.flatMap(({ firstId, secondId }) => [firstId, secondId])
    const conversations = await readConversations(ctx.db, this.#runs.experimentId, ids)
    const said = (id: string) => conversations.get(id)?.messages ?? []
    const found = pairs.map(({ firstId, secondId }) => findFirstDivergence(said(firstId), said(secondId)))
    for (const [index, { taskNo, firstId, secondId, firstSuccess, secondSuccess }] of pairs.entries()) {
      const outcome = pairOutcome(firstSuccess, secondSuccess)
      this.#tally.add({ taskNo, firstId, secondId, outcome, divergence: found[index] ?? null })
    }
    this.#waiting.splice(0, pairs.length)
  }

  /** What was found so far, of how many pairs in all. */
  summarize(): DivergenceSummary & { tasks: number; pairsInAll: number } {
    const { tasks = 0, pairs: pairsInAll = 0 } = this.#size ?? {}
    return { ...this.#tally.summarize(), tasks, pairsInAll }
  }
}

/** The first pairs that have so many steps together; one at least. */
function takeUpTo(pairs: readonly AttemptPair[], steps: number): AttemptPair[] {
  let sum = 0
  const end = pairs.findIndex(({ steps: its }) => {
    sum += its
    return sum > steps
  })
  return pairs.slice(0, end < 0 ? pairs.length : Math.max(1, end))
}
