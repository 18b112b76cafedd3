import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { columnsFromRows, createColumns } from "@/lib/domain/curation/episode-columns"
import type { Weighting } from "@/lib/domain/curation/weighting"
import { weightsOf } from "@/lib/domain/curation/weights"
import { anyEpisodes } from "@/tests/factories/curation-arbitraries"

interface Row {
  score?: number | null
  taskNo?: number
  groupNo?: number
}

function columnsOf(rows: readonly Row[]) {
  const columns = createColumns(rows.length)
  for (const [row, { score = null, taskNo = 0, groupNo = 0 }] of rows.entries()) {
    columns.score[row] = score ?? Number.NaN
    columns.taskNo[row] = taskNo
    columns.groupNo[row] = groupNo
  }
  return columns
}

function weigh(rows: readonly Row[], weighting: Weighting, kept = rows.map((_, row) => row)): number[] {
  return [...weightsOf(columnsOf(rows), Uint32Array.from(kept), weighting)]
}

function scored(...scores: (number | null)[]): Row[] {
  return scores.map((score) => ({ score }))
}

const close = (values: number[]) => values.map((value) => expect.closeTo(value, 10))

describe("weights of training episodes", () => {
  it("are 1 without a scheme", () => {
    expect(weigh(scored(0, 1, null), { scheme: "none" })).toEqual([1, 1, 1])
  })

  it("follow the score, 0 below 0, unknown as known ones on average", () => {
    // Raw 0, 1, 3, and (0 + 1 + 3) / 3; their mean is 4/3.
    expect(weigh(scored(-2, 1, 3, null), { scheme: "score", metric: "score" })).toEqual(
      close([0, 0.75, 2.25, 1]),
    )
  })

  it("count the percentiles that a score is strictly above", () => {
    const scores = Array.from({ length: 101 }, (_, score) => score)
    const weights = weigh(scored(...scores), {
      scheme: "percentile",
      metric: "score",
      within: "all",
      percentiles: [90, 95, 98],
    })
    // 91-95 once, 96-98 twice, 99-100 three times: 5 + 6 + 6 = 17 copies for 101 episodes.
    const copies = weights.map((weight) => Math.round((weight * 17) / 101))
    expect(copies.slice(88)).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3])
  })

  it("cut at percentiles between two scores, within each family, and not at all for unknown scores", () => {
    const rows = [
      { score: 0, groupNo: 0 },
      { score: 1, groupNo: 0 },
      { score: 10, groupNo: 1 },
      { score: 30, groupNo: 1 },
      { score: null, groupNo: 1 },
    ]
    const weighting: Weighting = { scheme: "percentile", metric: "score", within: "group", percentiles: [50] }
    expect(weigh(rows, weighting)).toEqual(close([0, 2.5, 0, 2.5, 0]))
  })

  it("are all 0 where every score is the best", () => {
    const weighting: Weighting = { scheme: "percentile", metric: "score", within: "all", percentiles: [90] }
    expect(weigh(scored(1, 1, 1), weighting)).toEqual([0, 0, 0])
  })

  it("are exp of the standardised score over a temperature", () => {
    // Mean 2, deviation 1 (of the population): z = -1 and 1.
    const raw = [Math.exp(-0.5), Math.exp(0.5)]
    const mean = (raw[0]! + raw[1]!) / 2
    const weighting = { scheme: "quality", metric: "score", temperature: 2, clip: 20 } as const
    expect(weigh(scored(1, 3), weighting)).toEqual(close(raw.map((weight) => weight / mean)))
  })

  it("clip exp before they are divided by their mean", () => {
    const weighting = { scheme: "quality", metric: "score", temperature: 1, clip: 1 } as const
    const low = Math.exp(-1)
    expect(weigh(scored(1, 3), weighting)).toEqual(close([(2 * low) / (1 + low), 2 / (1 + low)]))
  })

  it("take the mean of all attempts at a task as the baseline of the advantage, kept or not", () => {
    const rows = [
      { score: 1, taskNo: 0 },
      { score: 0, taskNo: 0 },
      { score: 1, taskNo: 1 },
      { score: null, taskNo: 1 },
    ]
    const hard = Math.exp(0.5)
    const weighting = { scheme: "advantage", metric: "score", beta: 1, clip: 20 } as const
    const mean = (hard + 1 + 1) / 3
    expect(weigh(rows, weighting, [0, 2, 3])).toEqual(close([hard / mean, 1 / mean, 1 / mean]))
  })

  it("are the clipped ratio of trajectories, length-normalised and sharpened", () => {
    const columns = createColumns(4)
    const ratios = [0, Math.log(2) / 3, 5, Number.NaN]
    const weighting = { scheme: "importance", kappa: 3, clip: 16 } as const
    const weights = weightsOf(columns, Uint32Array.of(0, 1, 2, 3), weighting, (row) => ratios[row]!)
    // 1, 2, 16, and their mean for the one that could not be scored.
    expect([...weights]).toEqual(close([3 / 19, 6 / 19, 48 / 19, 1]))
  })

  it("have mean 1, are never negative and follow episodes however they are ordered", () => {
    const anyWeighting = fc.constantFrom<Weighting>(
      { scheme: "none" },
      { scheme: "score", metric: "f1" },
      { scheme: "percentile", metric: "score", within: "group", percentiles: [50, 90] },
      { scheme: "quality", metric: "score", temperature: 0.5, clip: 20 },
      { scheme: "advantage", metric: "score", beta: 0.3, clip: 20 },
    )
    fc.assert(
      fc.property(anyEpisodes, anyWeighting, (episodes, weighting) => {
        const columns = columnsFromRows(episodes)
        const rows = Uint32Array.from(episodes.keys())
        const weights = weightsOf(columns, rows, weighting)
        const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length
        expect(weights.every((weight) => weight >= 0)).toBe(true)
        if (weights.some((weight) => weight > 0)) expect(mean).toBeCloseTo(1, 9)
        const turned = weightsOf(columns, rows.toReversed(), weighting)
        turned.reverse().forEach((weight, row) => {
          expect(weight).toBeCloseTo(weights[row] as number, 9)
        })
      }),
    )
  })

  it("never rank a worse score of a task above a better one", () => {
    const weighting = { scheme: "advantage", metric: "score", beta: 0.5, clip: 20 } as const
    fc.assert(
      fc.property(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2 }), (scores) => {
        const weights = weigh(scored(...scores), weighting)
        const order = scores.map((_, row) => row).sort((a, b) => scores[a]! - scores[b]!)
        for (let place = 1; place < order.length; place++) {
          expect(weights[order[place]!]!).toBeGreaterThanOrEqual(weights[order[place - 1]!]! - 1e-12)
        }
      }),
    )
  })
})
