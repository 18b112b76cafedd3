import { jaccard, MinHashTable, shingleBag } from "@/lib/domain/curation/min-hash"

/** Tokens in a row that are compared. */
const RUN = 5

/** Two episodes are nearly the same from here on. */
export const NEAR = 0.8

/** So many different action sequences are compared pair by pair; of more, those that meet by MinHash. */
const COMPARE_ALL = 500

/** In a crowd that MinHash brings together, each is compared with so many that follow it, its own task first. */
const NEIGHBOURS = 100

/** By episode: the place of the first of those that are nearly the same, -1 where there is no other. */
export interface NearGroups {
  all: Int32Array
  /** Among episodes of one task only. */
  task: Int32Array
}

/** Sets of places that are joined one by one; the smallest place stands for its set. */
class Joined {
  readonly #parents: number[] = []

  add(place: number): void {
    this.#parents[place] = place
  }

  rootOf(place: number): number {
    let root = place
    while (this.#parents[root] !== root) {
      const above = this.#parents[this.#parents[root] as number] as number
      this.#parents[root] = above
      root = above
    }
    return root
  }

  join(left: number, right: number): void {
    const [a, b] = [this.rootOf(left), this.rootOf(right)]
    this.#parents[Math.max(a, b)] = Math.min(a, b)
  }
}

/** One sequence of actions, kept once however many episodes have it. */
interface Sequence {
  /** Runs of tokens, ascending. */
  runs: Uint32Array
  /** The first episode that has it, and its task. */
  first: number
  task: number
  /** The first episode of each task that has it. */
  firstOf: Map<number, number>
}

/** So many steps of work between two pauses. */
const STEPS_BETWEEN = 2000

/**
 * Collects episodes in their order and groups those whose actions are nearly the same: connected by pairs with a Jaccard similarity
 * of at least NEAR over runs of RUN tokens, repeats counted. Episodes that did nothing are alone.
 */
export class NearDuplicates {
  readonly #all = new Joined()
  readonly #task = new Joined()
  readonly #sequences: Sequence[] = []
  readonly #byHash = new Map<number, Sequence[]>()
  readonly #compareAll: number
  #count = 0

  constructor(compareAll = COMPARE_ALL) {
    this.#compareAll = compareAll
  }

  add(task: number, tokens: readonly string[]): void {
    const place = this.#count++
    this.#all.add(place)
    this.#task.add(place)
    if (tokens.length === 0) return
    const sequence = this.#sequenceOf(shingleBag(tokens, RUN), place, task)
    this.#all.join(sequence.first, place)
    const sameTask = sequence.firstOf.get(task)
    if (sameTask === undefined) sequence.firstOf.set(task, place)
    else this.#task.join(sameTask, place)
  }

  /** `pause` is waited for now and then, so that whoever else is about gets a turn. */
  async group(pause: () => Promise<void> = async () => undefined): Promise<NearGroups> {
    if (this.#sequences.length <= this.#compareAll) this.#compare(this.#sequences)
    else {
      const table = new MinHashTable()
      for (const [index, { runs }] of this.#sequences.entries()) {
        table.add(runs)
        if (index % STEPS_BETWEEN === 0) await pause()
      }
      let step = 0
      for (const places of table.buckets()) {
        const met = places.map((place) => this.#sequences[place] as Sequence)
        this.#compare(
          met.sort((left, right) => left.task - right.task || left.first - right.first),
          NEIGHBOURS,
        )
        if (++step % STEPS_BETWEEN === 0) await pause()
      }
    }
    return { all: this.#numbersOf(this.#all), task: this.#numbersOf(this.#task) }
  }

  #sequenceOf(runs: Uint32Array, place: number, task: number): Sequence {
    const hash = runs.reduce((mixed, run) => (Math.imul(mixed, 31) ^ run) >>> 0, runs.length)
    const alike = this.#byHash.get(hash) ?? []
    const known = alike.find((other) => isEqual(other.runs, runs))
    if (known) return known
    const sequence = { runs, first: place, task, firstOf: new Map() }
    this.#sequences.push(sequence)
    this.#byHash.set(hash, [...alike, sequence])
    return sequence
  }

  #compare(sequences: readonly Sequence[], neighbours = sequences.length): void {
    for (const [index, left] of sequences.entries()) {
      const end = Math.min(sequences.length, index + 1 + neighbours)
      for (let other = index + 1; other < end; other++) {
        const right = sequences[other] as Sequence
        if (this.#isJoined(left, right) || jaccard(left.runs, right.runs) < NEAR) continue
        this.#all.join(left.first, right.first)
        for (const [task, place] of left.firstOf) {
          const twin = right.firstOf.get(task)
          if (twin !== undefined) this.#task.join(place, twin)
        }
      }
    }
  }

  #isJoined(left: Sequence, right: Sequence): boolean {
    if (this.#all.rootOf(left.first) !== this.#all.rootOf(right.first)) return false
    for (const [task, place] of left.firstOf) {
      const other = right.firstOf.get(task)
      if (other !== undefined && this.#task.rootOf(place) !== this.#task.rootOf(other)) return false
    }
    return true
  }

  #numbersOf(joined: Joined): Int32Array {
    const sizes = new Int32Array(this.#count)
    const roots = Int32Array.from(sizes, (_, place) => joined.rootOf(place))
    for (const root of roots) sizes[root] = (sizes[root] as number) + 1
    return roots.map((root) => ((sizes[root] as number) > 1 ? root : -1))
  }
}

function isEqual(left: Uint32Array, right: Uint32Array): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index])
}
