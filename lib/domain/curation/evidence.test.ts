import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  confusionsAt,
  fallOutOf,
  type JudgedEpisode,
  precisionOf,
  recallOf,
} from "@/lib/domain/curation/evidence"
import { rankingQuality } from "@/lib/domain/curation/evidence-auc"
import { claimThreshold, labelsToBegin } from "@/lib/domain/curation/evidence-claim"
import { cellOf, evidenceGrid, keptCounts } from "@/lib/domain/curation/evidence-grid"
import { wilsonInterval } from "@/lib/domain/stats/wilson"

const judge = (value: number, good: boolean, propensity?: number): JudgedEpisode => ({
  value,
  good,
  weight: propensity === undefined ? 1 : 1 / propensity,
  open: propensity === undefined ? 1 : (1 - propensity) / propensity ** 2,
})

const many = (count: number, value: number, good: boolean) =>
  Array.from({ length: count }, () => judge(value, good))

const anyJudged = fc.array(
  fc
    .record({
      value: fc.constantFrom(0, 0.2, 0.5, 0.7, 1),
      good: fc.boolean(),
      propensity: fc.constantFrom(0.1, 0.5, 1),
    })
    .map(({ value, good, propensity }) => judge(value, good, propensity)),
  { maxLength: 40 },
)

describe("precision, recall and fall-out of a threshold", () => {
  const judged = [judge(0.9, true), judge(0.8, true), judge(0.8, false), judge(0.3, true), judge(0.1, false)]

  it("count what is kept, ties included", () => {
    const [low, middle, high] = confusionsAt(judged, [0, 0.8, 0.95])
    const middleKept = middle as NonNullable<typeof middle>
    expect(precisionOf(middleKept)).toMatchObject({ value: 2 / 3, n: 3 })
    expect(recallOf(middleKept)).toMatchObject({ value: 2 / 3, n: 3 })
    expect(fallOutOf(middleKept)).toMatchObject({ value: 1 / 2, n: 2 })
    expect(precisionOf(low as typeof middleKept).low).toBeCloseTo(wilsonInterval(3, 5).low as number, 12)
    expect(precisionOf(high as typeof middleKept).value).toBeNull()
    expect(recallOf(high as typeof middleKept).value).toBe(0)
  })

  it("weigh each label by how many episodes it stands for", () => {
    const drawn = [judge(0.9, true, 0.5), judge(0.8, false, 0.25), judge(0.2, true, 0.1)]
    const [kept] = confusionsAt(drawn, [0.5])
    expect(precisionOf(kept as NonNullable<typeof kept>).value).toBeCloseTo(2 / 6, 12)
    expect(recallOf(kept as NonNullable<typeof kept>).value).toBeCloseTo(2 / 12, 12)
  })

  it("agree with counting at every threshold alone", () => {
    const thresholds = [-1, 0, 0.2, 0.3, 0.7, 1, 2]
    fc.assert(
      fc.property(anyJudged, (episodes) => {
        const together = confusionsAt(episodes, thresholds)
        thresholds.forEach((threshold, index) => {
          const { keptGood, droppedBad } = together[index] as NonNullable<(typeof together)[number]>
          const good = episodes.filter((episode) => episode.good && episode.value >= threshold)
          const bad = episodes.filter((episode) => !episode.good && episode.value < threshold)
          expect(keptGood.n).toBe(good.length)
          expect(keptGood.weight).toBeCloseTo(
            good.reduce((sum, { weight }) => sum + weight, 0),
            9,
          )
          expect(droppedBad.n).toBe(bad.length)
          expect(droppedBad.open).toBeCloseTo(
            bad.reduce((sum, { open }) => sum + open, 0),
            9,
          )
        })
      }),
    )
  })
})

describe("evidenceGrid", () => {
  it("stands at quantiles of the population and counts its cells", () => {
    const grid = evidenceGrid(
      Float64Array.from({ length: 100 }, (_, index) => index),
      4,
    )
    expect([...grid.stops]).toEqual([0, 25, 50, 75])
    expect([...grid.counts]).toEqual([25, 25, 25, 25])
    expect([...keptCounts(grid)]).toEqual([100, 75, 50, 25])
    expect(cellOf(grid.stops, 74.9)).toBe(2)
  })

  it("has one stop per value where values are few, and none without values", () => {
    expect([...evidenceGrid(Float64Array.of(0, 1, 1, 1)).stops]).toEqual([0, 1])
    expect([...evidenceGrid(new Float64Array()).stops]).toEqual([])
  })
})

describe("claimThreshold", () => {
  const target = { precision: 0.9, level: 0.95 }
  const claim = (judged: JudgedEpisode[], stops: number[]) =>
    claimThreshold(confusionsAt(judged, stops), target)

  it("begins where labels are twice as many as would do if all were good", () => {
    expect(labelsToBegin(target)).toBe(58)
    expect(labelsToBegin({ precision: 0.8, level: 0.95 })).toBe(28)
  })

  it("goes down while every test passes, by hand", () => {
    // 60 of 60 and 100 of 102 prove 0.9; 100 of 112 (0.893) does not.
    const judged = [
      ...many(60, 0.9, true),
      ...many(40, 0.6, true),
      ...many(2, 0.6, false),
      ...many(10, 0.2, false),
    ]
    expect(claim(judged, [0, 0.5, 0.8])).toEqual({ stop: 1, start: 2, end: 0 })
  })

  it("passes over stops with too few labels and does not look behind a failure", () => {
    const top = many(10, 0.95, false)
    const judged = [...top, ...many(60, 0.9, true), ...many(900, 0.2, true)]
    // 60 of 70 fails at 0.8, so that 960 of 970 at 0 is never asked.
    expect(claim(judged, [0, 0.8, 0.92])).toEqual({ stop: null, start: 1, end: 1 })
  })

  it("claims nothing without labels", () => {
    expect(claim([], [0, 0.5])).toEqual({ stop: null, start: null, end: null })
  })
})

function goThroughPairs(episodes: readonly JudgedEpisode[]) {
  const bads = episodes.filter((episode) => !episode.good)
  const pairs = episodes
    .filter((episode) => episode.good)
    .flatMap((good) => bads.map((bad) => ({ good, bad })))
  const weightOf = ({ good, bad }: (typeof pairs)[number]) => good.weight * bad.weight
  const points = ({ good, bad }: (typeof pairs)[number]) => (1 + Math.sign(good.value - bad.value)) / 2
  return {
    won: pairs.reduce((sum, pair) => sum + weightOf(pair) * points(pair), 0),
    all: pairs.reduce((sum, pair) => sum + weightOf(pair), 0),
  }
}

describe("rankingQuality", () => {
  it("counts pairs, ties for a half", () => {
    const judged = [judge(0.9, true), judge(0.5, true), judge(0.5, false), judge(0.1, false)]
    expect(rankingQuality(judged).value).toBeCloseTo(3.5 / 4, 12)
    const weighted = [judge(0.9, true, 0.5), judge(0.4, true, 1), judge(0.5, false, 1)]
    expect(rankingQuality(weighted).value).toBeCloseTo(2 / 3, 12)
  })

  it("is DeLong's interval, by hand", () => {
    // Placements of good 1, 1/2 and of bad 1/2, 1 around 3/4: variance (2 / 16) / 4 + (2 / 16) / 4 = 1 / 16.
    const judged = [judge(3, true), judge(1, true), judge(2, false), judge(0, false)]
    const half = (1.959963984540054 * 0.25) / (0.75 * 0.25)
    const { value, low, high } = rankingQuality(judged)
    expect(value).toBe(0.75)
    expect(low).toBeCloseTo(1 / (1 + Math.exp(half - Math.log(3))), 12)
    expect(high).toBeCloseTo(1 / (1 + Math.exp(-half - Math.log(3))), 12)
  })

  it("agrees with going through all pairs, and is unknown without one", () => {
    fc.assert(
      fc.property(anyJudged, (episodes) => {
        const { won, all } = goThroughPairs(episodes)
        const { value } = rankingQuality(episodes)
        if (all === 0) expect(value).toBeNull()
        else expect(value).toBeCloseTo(won / all, 9)
      }),
    )
  })
})
