import { VERDICTS, type Verdict } from "@/lib/domain/label"
import { cohenKappa, type RatingPair } from "@/lib/domain/stats/cohen-kappa"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { fleissKappa } from "@/lib/domain/stats/fleiss-kappa"
import { krippendorffAlpha } from "@/lib/domain/stats/krippendorff-alpha"

/** What one rater says about one episode now; `at` is epoch milliseconds. */
export interface Rating {
  episodeId: string
  raterId: string
  verdict: Verdict
  at: number
}

/** Counts by two verdicts, each in the order of VERDICTS. */
export type Confusion = number[][]

export interface RaterPair {
  leftId: string
  rightId: string
  kappa: Estimate
  /** Rows are the left rater's verdicts. */
  confusion: Confusion
}

export interface Agreement {
  /** Episodes with two ratings or more. */
  episodes: number
  nominal: Estimate
  /** Taking bad, unsure, good as steps of one scale. */
  ordinal: Estimate
  /** Of the episodes with the most frequent number of ratings, which is `ratings`; null where that is none. */
  fleiss: { kappa: Estimate; ratings: number } | null
  pairs: RaterPair[]
}

/** One period of the labelling: as many episodes as every other. Times are epoch milliseconds. */
export interface Period {
  from: number
  to: number
  alpha: Estimate
  /** Share of good among the ratings. */
  goodRate: number
}

const EPISODES_PER_PERIOD = 20
const MAX_PERIODS = 10
/** Work of one bootstrap: resamples times units. */
const BOOTSTRAP_WORK = 4_000_000

function codeOf(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict)
}

function resamplesFor(units: number) {
  return { resamples: Math.max(200, Math.min(2000, Math.floor(BOOTSTRAP_WORK / Math.max(1, units)))) }
}

function shared(ratings: readonly Rating[]): Rating[][] {
  const units = Map.groupBy(ratings, ({ episodeId }) => episodeId)
  return [...units.values()].filter((unit) => unit.length > 1)
}

function alphaOf(units: readonly Rating[][], level: "nominal" | "ordinal"): Estimate {
  const values = units.map((unit) => unit.map(({ verdict }) => codeOf(verdict)))
  return krippendorffAlpha(values, level, resamplesFor(units.length))
}

function fleissOf(units: readonly Rating[][]): Agreement["fleiss"] {
  const bySize = [...Map.groupBy(units, ({ length }) => length)]
  const [largest] = bySize.sort((left, right) => right[1].length - left[1].length || right[0] - left[0])
  if (!largest) return null
  const counts = largest[1].map((unit) =>
    VERDICTS.map((verdict) => unit.filter((rating) => rating.verdict === verdict).length),
  )
  return { kappa: fleissKappa(counts, resamplesFor(counts.length)), ratings: largest[0] }
}

/** Counts pairs of verdicts and how far they agree beyond chance. */
export function comparePairs(verdicts: readonly (readonly [Verdict, Verdict])[]) {
  const pairs = verdicts.map(([left, right]): RatingPair => [codeOf(left), codeOf(right)])
  const confusion: Confusion = VERDICTS.map(() => VERDICTS.map(() => 0))
  for (const [left, right] of pairs) {
    const row = confusion[left] as number[]
    row[right] = (row[right] as number) + 1
  }
  return { kappa: cohenKappa(pairs, VERDICTS.length, resamplesFor(pairs.length)), confusion }
}

/** Every two raters with an episode in common, most in common first; at most `limit` pairs. */
function pairsOf(units: readonly Rating[][], limit: number): RaterPair[] {
  const found = new Map<string, { leftId: string; rightId: string; verdicts: [Verdict, Verdict][] }>()
  for (const unit of units) {
    const sorted = unit.toSorted((left, right) => (left.raterId < right.raterId ? -1 : 1))
    for (const [index, left] of sorted.entries()) {
      for (const right of sorted.slice(index + 1)) {
        const key = `${left.raterId}/${right.raterId}`
        const known = found.get(key) ?? { leftId: left.raterId, rightId: right.raterId, verdicts: [] }
        known.verdicts.push([left.verdict, right.verdict])
        found.set(key, known)
      }
    }
  }
  return [...found.values()]
    .sort((left, right) => right.verdicts.length - left.verdicts.length)
    .slice(0, limit)
    .map(({ verdicts, ...ids }) => ({ ...ids, ...comparePairs(verdicts) }))
}

/** How far people agree about the episodes that several of them judged. */
export function labelAgreement(ratings: readonly Rating[], pairLimit = 30): Agreement {
  const units = shared(ratings)
  return {
    episodes: units.length,
    nominal: alphaOf(units, "nominal"),
    ordinal: alphaOf(units, "ordinal"),
    fleiss: fleissOf(units),
    pairs: pairsOf(units, pairLimit),
  }
}

/** The same in periods of equally many episodes, by when each was last judged; empty for fewer than two periods. */
export function agreementOverTime(ratings: readonly Rating[]): Period[] {
  const last = (unit: readonly Rating[]) => Math.max(...unit.map(({ at }) => at))
  const units = shared(ratings).sort((left, right) => last(left) - last(right))
  const count = Math.min(MAX_PERIODS, Math.floor(units.length / EPISODES_PER_PERIOD))
  if (count < 2) return []
  return Array.from({ length: count }, (_, period) => {
    const part = units.slice(
      Math.floor((period * units.length) / count),
      Math.floor(((period + 1) * units.length) / count),
    )
    const given = part.flat()
    return {
      from: last(part[0] as Rating[]),
      to: last(part.at(-1) as Rating[]),
      alpha: alphaOf(part, "nominal"),
      goodRate: given.filter(({ verdict }) => verdict === "good").length / given.length,
    }
  })
}
