import { describe, expect, it } from "vitest"
import { drawnSample, drawSeed, permanentRandom } from "@/lib/domain/curation/drawn-sample"
import { columnsFromRows, type EpisodeRow } from "@/lib/domain/curation/episode-columns"
import { evidenceDomain } from "@/lib/domain/curation/evidence-domain"
import { evidenceGrid } from "@/lib/domain/curation/evidence-grid"
import { drawSizes, goodChances, likelyStop, UNIFORM_SHARE } from "@/lib/domain/curation/label-worth"
import { labelsNeeded } from "@/lib/domain/curation/labels-needed"
import type { Rule } from "@/lib/domain/curation/rule"

const grid = evidenceGrid(Float64Array.from({ length: 1000 }, (_, index) => index / 1000))
const rising = grid.stops.map((stop) => 0.2 + 0.79 * stop)

describe("drawSizes", () => {
  it("are 1 on average and never below the uniform share", () => {
    const sizes = drawSizes(grid, rising, 30)
    const mean = sizes.reduce((sum, size, cell) => sum + size * (grid.counts[cell] as number), 0) / 1000
    expect(mean).toBeCloseTo(1, 9)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(UNIFORM_SHARE)
  })

  it("look hardest just above the threshold", () => {
    const sizes = drawSizes(grid, rising, 30)
    const most = sizes.indexOf(Math.max(...sizes))
    expect(most).toBeGreaterThanOrEqual(30)
    expect(most).toBeLessThan(36)
    expect(sizes[2]).toBeLessThan((sizes[most] as number) / 2)
    expect(sizes[49]).toBeLessThan((sizes[most] as number) * 0.7)
  })

  it("work where every episode has the same value", () => {
    const flat = evidenceGrid(Float64Array.of(1, 1, 1))
    expect([...drawSizes(flat, Float64Array.of(0.5), 0)]).toEqual([1])
  })
})

describe("goodChances", () => {
  it("follows the verdicts nearby and the prior where there are none", () => {
    const good = grid.stops.map((_, cell) => (cell > 40 ? 20 : 0))
    const bad = grid.stops.map((_, cell) => (cell < 10 ? 20 : 0))
    const chances = goodChances({ good, bad }, 0.5)
    expect(chances[49]).toBeGreaterThan(0.95)
    expect(chances[0]).toBeLessThan(0.05)
    expect(chances[25]).toBeCloseTo(0.5, 2)
  })
})

describe("likelyStop", () => {
  it("is the lowest stop whose expected precision reaches the target, else the highest there is", () => {
    // Above cell c the chance averages about 0.2 + 0.79 * (1 + c / 50) / 2.
    expect(likelyStop(grid, rising, 0.9)).toBeCloseTo(39, -1)
    expect(
      likelyStop(
        grid,
        rising.map(() => 0.1),
        0.9,
      ),
    ).toBe(49)
  })
})

describe("labelsNeeded", () => {
  const target = { precision: 0.9, level: 0.95 }
  const need = (rate: number | null, effective: number, unlabelled = 10_000) =>
    labelsNeeded({ grid, chances: rising, stop: 40, rate, effective, target, unlabelled })

  it("asks for fewer by value than at random, and for fewer the more there are", () => {
    const none = need(0.95, 0)
    expect(none?.byValue).toBeLessThan(none?.atRandom as number)
    expect(need(0.95, 60)?.byValue).toBeLessThan(none?.byValue as number)
  })

  it("counts a random label as the share of them that the threshold keeps, by hand", () => {
    // 95 % proves 90 % from 107 labels on, and the stop keeps a fifth of all.
    expect(Math.abs((need(0.95, 0)?.atRandom as number) - 5 * 107)).toBeLessThan(2)
  })

  it("is 0 once there are enough, never more than are left, and unknown where precision is too low", () => {
    expect(need(0.97, 5000)).toEqual({ byValue: 0, atRandom: 0 })
    expect(need(0.92, 0, 30)).toEqual({ byValue: 30, atRandom: 30 })
    expect(need(0.9, 50)).toBeNull()
    expect(need(null, 0)?.byValue).toBeGreaterThan(0)
  })
})

describe("drawnSample", () => {
  const pick = (episodeId: string, size: number, priority: number, answered = true) => ({
    episodeId,
    size,
    priority,
    answered,
  })

  it("divides sizes by the first priority not reached", () => {
    const picks = [pick("a", 1, 8), pick("b", 3, 4), pick("c", 1, 2.5)]
    const { propensities } = drawnSample([{ picks, outside: 2 }])
    expect([...propensities]).toEqual([
      ["a", 0.5],
      ["b", 1],
      ["c", 0.5],
    ])
  })

  it("counts only up to the first pick that waits for its label", () => {
    const picks = [pick("a", 1, 8), pick("b", 1, 4, false), pick("c", 1, 3)]
    const { propensities, heldBack } = drawnSample([{ picks, outside: 2 }])
    expect([...propensities]).toEqual([["a", 0.25]])
    expect(heldBack).toBe(1)
  })

  it("takes the largest propensity of several draws, and 1 where all were drawn", () => {
    const first = { picks: [pick("a", 1, 8), pick("b", 1, 4)], outside: 2 }
    const second = { picks: [pick("a", 2, 16)], outside: 10 }
    expect(drawnSample([first, second]).propensities.get("a")).toBe(0.5)
    expect(drawnSample([second, { ...first, outside: 0 }]).propensities.get("a")).toBe(1)
  })
})

describe("permanentRandom", () => {
  it("is uniform over ids that follow each other, the same each time, another in another experiment", () => {
    const seed = drawSeed("0199a1b2-0000-7000-8000-000000000000")
    const numbers = Array.from({ length: 20_000 }, (_, index) =>
      permanentRandom(seed, `0199a1b2-0000-7000-8000-${index.toString(16).padStart(12, "0")}`),
    )
    const sorted = numbers.toSorted((left, right) => left - right)
    const distance = Math.max(...sorted.map((value, index) => Math.abs(value - index / sorted.length)))
    expect(distance).toBeLessThan(1.63 / Math.sqrt(sorted.length))
    const products = numbers
      .slice(1)
      .map((value, index) => (value - 0.5) * ((numbers[index] as number) - 0.5))
    const correlation = (12 * products.reduce((sum, product) => sum + product, 0)) / products.length
    expect(Math.abs(correlation)).toBeLessThan(0.03)
    expect(permanentRandom(seed, "x")).toBe(permanentRandom(seed, "x"))
    expect(permanentRandom(drawSeed("other"), "x")).not.toBe(permanentRandom(seed, "x"))
  })
})

describe("evidenceDomain", () => {
  const row: EpisodeRow = {
    score: 0.5,
    metrics: {},
    success: true,
    label: null,
    taskNo: 0,
    groupNo: 0,
    runNo: 0,
    contentGroup: null,
    steps: 1,
    contentTokens: 1,
    assistantTokens: 1,
    costMicro: null,
    latencyMs: null,
    stopReason: "completed",
  }
  const columns = columnsFromRows([
    row,
    { ...row, success: false },
    { ...row, score: null },
    { ...row, score: 0.1, label: -1 },
  ])
  const threshold: Rule = { type: "threshold", enabled: true, metric: "score", min: 0.4, max: null }

  it("is everything with the metric that the other rules leave, whatever its lower end", () => {
    const success: Rule = { type: "success", enabled: true, keep: "success" }
    const { rows, values } = evidenceDomain(columns, [threshold, success], 0)
    expect([...rows]).toEqual([3, 0])
    expect([...values]).toEqual([0.1, row.score])
    expect([...evidenceDomain(columns, [threshold], 0).rows]).toEqual([3, 0, 1])
  })

  it("leaves rules over labels aside, and later ones that choose", () => {
    const labels: Rule = { type: "label", enabled: true, keep: ["good"] }
    const cap: Rule = { type: "taskCap", enabled: true, max: 1, tieBreak: ["score"] }
    expect(evidenceDomain(columns, [labels, threshold, cap], 1)).toMatchObject({ leftAside: [0, 2] })
    expect([...evidenceDomain(columns, [cap, threshold], 1).rows]).toEqual([0])
    expect(evidenceDomain(columns, [{ ...labels, enabled: false }, threshold], 1).leftAside).toEqual([])
  })
})
