import { expect, it } from "vitest"
import type { Verdict } from "@/lib/domain/label"
import { agreementOverTime, comparePairs, labelAgreement, type Rating } from "@/lib/domain/label-agreement"

const rating = (episode: number, raterId: string, verdict: Verdict, at = episode): Rating => ({
  episodeId: `episode ${episode}`,
  raterId,
  verdict,
  at,
})

it("compares every two raters on what both judged, and leaves out what one judged alone", () => {
  const agreement = labelAgreement([
    rating(1, "ann", "good"),
    rating(1, "ben", "good"),
    rating(2, "ann", "bad"),
    rating(2, "ben", "good"),
    rating(3, "ben", "bad"),
    rating(4, "ann", "bad"),
    rating(4, "ben", "bad"),
    rating(4, "cy", "unsure"),
  ])
  expect(agreement.episodes).toBe(3)
  const [first, ...others] = agreement.pairs
  // Rows bad, unsure, good of ann; columns the same of ben.
  expect(first).toMatchObject({
    leftId: "ann",
    rightId: "ben",
    confusion: [
      [1, 0, 1],
      [0, 0, 0],
      [0, 0, 1],
    ],
  })
  // po = 2/3; pe = 2/3 * 1/3 + 1/3 * 2/3 = 4/9.
  expect(first?.kappa.value).toBeCloseTo((2 / 3 - 4 / 9) / (1 - 4 / 9), 10)
  expect(others.map(({ leftId, rightId }) => [leftId, rightId])).toEqual([
    ["ann", "cy"],
    ["ben", "cy"],
  ])
  expect(agreement.fleiss).toMatchObject({ ratings: 2, kappa: { tasks: 2 } })
})

it("has nothing to say about single ratings", () => {
  expect(labelAgreement([rating(1, "ann", "good")])).toMatchObject({
    episodes: 0,
    nominal: { value: null },
    fleiss: null,
    pairs: [],
  })
  expect(comparePairs([]).kappa.value).toBeNull()
})

it("shows agreement falling over time in periods of equally many episodes", () => {
  const ratings = Array.from({ length: 60 }, (_, index) => [
    rating(index, "ann", index % 2 ? "good" : "bad"),
    rating(index, "ben", (index < 40 ? index : index >> 1) % 2 ? "good" : "bad"),
  ]).flat()
  const periods = agreementOverTime(ratings)
  expect(periods.map(({ alpha }) => alpha.tasks)).toEqual([20, 20, 20])
  expect(periods.map(({ alpha }) => alpha.value === 1)).toEqual([true, true, false])
  expect(periods[0]).toMatchObject({ from: 0, to: 19, goodRate: 0.5 })
  expect(agreementOverTime(ratings.slice(0, 60))).toEqual([])
})
