export const VERDICTS = ["bad", "unsure", "good"] as const

export type Verdict = (typeof VERDICTS)[number]

export const LABEL_KEYS = ["verdict", "scale", "choice", "tag", "mask", "correction", "note"] as const

export type LabelKey = (typeof LABEL_KEYS)[number]

export const LABEL_SOURCES = ["human", "judge", "rule"] as const

export type LabelSource = (typeof LABEL_SOURCES)[number]

export type LabelValue = string | number | boolean | null

/** One entry of the append-only history of one episode or step. `createdAt` is ISO time; `id` (uuidv7) breaks its ties. */
export interface LabelEntry {
  id: string
  key: LabelKey
  /** Which scale, failure reason or tag; empty for the keys that have one value. */
  name: string
  value: LabelValue
  source: LabelSource
  authorId: string | null
  adjudicated: boolean
  /** Whether it may be the current value: always, save for a judge that nobody has allowed or whose run is not trusted. */
  admitted: boolean
  createdAt: string
}

/** `Episode.label` stores a verdict as -1, 0 or 1. */
export function verdictToNumber(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict) - 1
}

export function numberToVerdict(value: number): Verdict {
  const verdict = VERDICTS[value + 1]
  if (verdict === undefined) throw new RangeError(`${value} is no verdict`)
  return verdict
}

function isAfter(left: LabelEntry, right: LabelEntry): boolean {
  return left.createdAt === right.createdAt ? left.id > right.id : left.createdAt > right.createdAt
}

function rank(entry: LabelEntry): number {
  return entry.adjudicated ? 3 : 2 - LABEL_SOURCES.indexOf(entry.source)
}

/** What every author who counts says now: their latest entry, unless it takes theirs back. */
function standingEntries(history: readonly LabelEntry[], key: LabelKey, name = ""): LabelEntry[] {
  const latest = new Map<string, LabelEntry>()
  for (const entry of history) {
    if (!entry.admitted || entry.key !== key || entry.name !== name) continue
    const author = `${entry.adjudicated}/${entry.source}/${entry.authorId ?? ""}`
    const known = latest.get(author)
    if (!known || isAfter(entry, known)) latest.set(author, entry)
  }
  return [...latest.values()].filter((entry) => entry.value !== null)
}

/**
 * The current value of one key (and name) of one episode or step: adjudicated, else the latest human's, else the latest allowed
 * judge's, else the latest rule's. The order of `history` does not matter.
 */
export function currentLabel(history: readonly LabelEntry[], key: LabelKey, name = ""): LabelEntry | null {
  return standingEntries(history, key, name).reduce<LabelEntry | null>((best, entry) => {
    if (!best || rank(entry) > rank(best)) return entry
    return rank(entry) === rank(best) && isAfter(entry, best) ? entry : best
  }, null)
}

/** What the people who judged an episode say together. */
export interface HumanAgreement {
  /** People whose verdict stands. */
  people: number
  /** Share of them that gives the most frequent verdict, 1 once adjudicated; null where nobody judged. */
  agreement: number | null
}

export function humanAgreement(history: readonly LabelEntry[]): HumanAgreement {
  const standing = standingEntries(history, "verdict").filter(({ source }) => source === "human")
  const people = new Set(standing.map(({ authorId }) => authorId)).size
  if (people === 0) return { people, agreement: null }
  if (standing.some(({ adjudicated }) => adjudicated)) return { people, agreement: 1 }
  const counts = Map.groupBy(standing, ({ value }) => value)
  return {
    people,
    agreement: Math.max(...[...counts.values()].map(({ length }) => length)) / standing.length,
  }
}
