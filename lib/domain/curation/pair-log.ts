import type { AuditedEpisode, LeakEnd, LeakPair } from "@/lib/domain/curation/leak"

/** More pairs of a kind than this are not counted. */
const MOST_PAIRS = 100_000

const EXAMPLES = 5

/** Pairs of one kind as they are found, one for each pair of tasks, and the training episodes that are part of any. */
export class PairLog {
  readonly #seen = new Set<string>()
  readonly examples: LeakPair[] = []
  readonly training = new Set<AuditedEpisode>()

  get count(): number {
    return this.#seen.size
  }

  get isFull(): boolean {
    return this.#seen.size >= MOST_PAIRS
  }

  add(train: AuditedEpisode, other: AuditedEpisode, similarity: number): void {
    if (this.isFull) return
    const key = JSON.stringify([train.task, other.task])
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    if (this.examples.length < EXAMPLES) {
      this.examples.push({ train: endOf(train), other: endOf(other), similarity })
    }
  }

  /** Every pair of `members` across the line. */
  addEqual(members: readonly AuditedEpisode[]): void {
    const others = onePerTask(members.filter(({ side }) => side !== "train"))
    if (others.length === 0) return
    this.touch(members)
    for (const train of onePerTask(members.filter(({ side }) => side === "train"))) {
      if (this.isFull) return
      for (const other of others) this.add(train, other, 1)
    }
  }

  touch(members: readonly AuditedEpisode[]): void {
    for (const member of members) if (member.side === "train") this.training.add(member)
  }
}

function endOf({ episodeId, task, side }: AuditedEpisode): LeakEnd {
  return { episodeId, task, side }
}

/** The others of a task say the same about its pairs. */
function onePerTask(episodes: readonly AuditedEpisode[]): AuditedEpisode[] {
  return [...new Map(episodes.map((episode) => [episode.task, episode])).values()]
}
