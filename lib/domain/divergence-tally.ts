import type { Divergence, DivergenceKind } from "@/lib/domain/first-divergence"

/** How a pair of attempts ended; `unknown` when one of them was not judged. */
export const PAIR_OUTCOMES = ["both_succeed", "both_fail", "only_first", "only_second", "unknown"] as const

export type PairOutcome = (typeof PAIR_OUTCOMES)[number]

export type OutcomeCounts = Record<PairOutcome, number>

export function pairOutcome(first: boolean | null, second: boolean | null): PairOutcome {
  if (first === null || second === null) return "unknown"
  if (first === second) return first ? "both_succeed" : "both_fail"
  return first ? "only_first" : "only_second"
}

/** Two attempts at one task, to open side by side. */
export interface PairExample {
  taskNo: number
  firstId: string
  secondId: string
  outcome: PairOutcome
  action: number
}

export interface DivergencePoint {
  kind: DivergenceKind
  tool: string | null
  otherTool: string | null
  fields: string[]
  count: number
  outcomes: OutcomeCounts
  /** What became of the one argument that differs, most frequent first. */
  changes: { from: string; to: string; count: number }[]
  examples: PairExample[]
}

export interface DivergenceSummary {
  pairs: number
  outcomes: OutcomeCounts
  /** Pairs that do the same to the end. */
  same: number
  /** Most frequent first. */
  points: DivergencePoint[]
  /** By the number of the action, ascending. */
  actions: { action: number; count: number; outcomes: OutcomeCounts }[]
}

interface TalliedPair extends Omit<PairExample, "action"> {
  divergence: Divergence | null
}

/** Names come from models, so that there may be as many as there are pairs: what is rare beyond these has no row of its own. */
const MOST_POINTS = 120
const MOST_CHANGES = 40
const EXAMPLES_PER_OUTCOME = 4
const LAST_ACTION = 200

const NO_OUTCOMES: OutcomeCounts = {
  both_succeed: 0,
  both_fail: 0,
  only_first: 0,
  only_second: 0,
  unknown: 0,
}

interface Point extends Omit<DivergencePoint, "changes"> {
  changes: Map<string, { from: string; to: string; count: number }>
}

/** Where two runs part, pair by pair, in memory that does not grow with the pairs. */
export class DivergenceTally {
  #pairs = 0
  #same = 0
  readonly #outcomes = { ...NO_OUTCOMES }
  readonly #points = new Map<string, Point>()
  readonly #actions = new Map<number, OutcomeCounts>()

  add({ divergence, ...pair }: TalliedPair): void {
    this.#pairs += 1
    this.#outcomes[pair.outcome] += 1
    if (!divergence) {
      this.#same += 1
      return
    }
    const action = Math.min(divergence.action, LAST_ACTION)
    const counts = this.#actions.get(action) ?? { ...NO_OUTCOMES }
    counts[pair.outcome] += 1
    this.#actions.set(action, counts)
    this.#addPoint(divergence, { ...pair, action: divergence.action })
  }

  #addPoint(divergence: Divergence, example: PairExample): void {
    const point = this.#pointOf(divergence)
    point.count += 1
    point.outcomes[example.outcome] += 1
    const { change } = divergence
    if (change) {
      const key = JSON.stringify(change)
      const known = point.changes.get(key)
      if (known) known.count += 1
      else if (point.changes.size < MOST_CHANGES) point.changes.set(key, { ...change, count: 1 })
    }
    if (point.outcomes[example.outcome] <= EXAMPLES_PER_OUTCOME) point.examples.push(example)
  }

  #pointOf({ kind, tool, otherTool, fields }: Divergence): Point {
    const exact = { kind, tool, otherTool, fields }
    const key = JSON.stringify(exact)
    const known = this.#points.get(key)
    if (known) return known
    const isRare = this.#points.size >= MOST_POINTS
    const named = isRare ? { kind, tool: "other tools", otherTool: null, fields: [] } : exact
    const rest = isRare ? this.#points.get(JSON.stringify(named)) : undefined
    if (rest) return rest
    const point = { ...named, count: 0, outcomes: { ...NO_OUTCOMES }, changes: new Map(), examples: [] }
    this.#points.set(JSON.stringify(named), point)
    return point
  }

  summarize(): DivergenceSummary {
    const points = [...this.#points.values()].map((point) => ({
      ...point,
      changes: [...point.changes.values()].sort((a, b) => b.count - a.count),
    }))
    const actions = [...this.#actions].map(([action, outcomes]) => ({
      action,
      count: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
      outcomes,
    }))
    return {
      pairs: this.#pairs,
      outcomes: { ...this.#outcomes },
      same: this.#same,
      points: points.sort((a, b) => b.count - a.count),
      actions: actions.sort((a, b) => a.action - b.action),
    }
  }
}
