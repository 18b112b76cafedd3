/** Where an episode stands: on a side of the dataset, or among the tasks that the experiment holds out for evaluation. */
export const LEAK_SIDES = ["train", "validation", "test", "heldOut"] as const

export type LeakSide = (typeof LEAK_SIDES)[number]

/** In the order of a certificate. */
export const LEAK_KINDS = ["task", "firstTurn", "nearFirstTurn", "seed", "group"] as const

export type LeakKind = (typeof LEAK_KINDS)[number]

/** First turns at least this alike are near-duplicates: Jaccard similarity over shingles of words. */
export const NEAR_DUPLICATE = 0.8

/** A seed that more tasks of one family share is a setting of the run and names no instance. */
export const MOST_TASKS_PER_SEED = 5

/** One episode as the audit needs it. `text` is the normalised first user turn, null when there is none. */
export interface AuditedEpisode {
  /** Null for a task that nobody has played. */
  episodeId: string | null
  task: string
  group: string
  side: LeakSide
  seed: string | null
  text: string | null
}

export interface LeakEnd {
  episodeId: string | null
  task: string
  side: LeakSide
}

/** A task to train on beside one of another side that it may give away; `similarity` is 1 for equal. */
export interface LeakPair {
  train: LeakEnd
  other: LeakEnd
  similarity: number
}

/**
 * `pairs` counts pairs of tasks, 100,000 at most, and for `group` the families on both sides. A problem with pairs fails the
 * audit, a note does not.
 */
export interface LeakCheck {
  kind: LeakKind
  level: "problem" | "note"
  pairs: number
  examples: LeakPair[]
}

export interface LeakAudit {
  passed: boolean
  checks: LeakCheck[]
  /** Tasks on the training side, tasks across the line, and tasks whose first turn says nothing of their own. */
  tasks: { train: number; other: number; incomparable: number }
  /** Places of the training episodes without which the problems are gone, ascending. */
  leaking: number[]
}
