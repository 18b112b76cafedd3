import { describe, expect, it } from "vitest"
import type { EvidencePoint } from "@/lib/contracts/evidence"
import { overShare, overThreshold, pointAt } from "./evidence-series"

const share = (value: number | null) => ({
  value,
  low: value,
  high: value,
  level: 0.95,
  method: "wilson",
  n: 1,
  tasks: 1,
})

const point = (
  threshold: number,
  precision: number | null,
  recall: number,
  fallOut: number,
): EvidencePoint => ({
  threshold,
  precision: share(precision),
  recall: share(recall),
  fallOut: share(fallOut),
})

const curve = [
  point(0, 0.5, 1, 1),
  point(0.4, 0.8, 0.9, 0.3),
  point(0.5, 0.8, 0.9, 0.3),
  point(1, null, 0, 0),
]

describe("the lines of the evidence", () => {
  it("leave out what is unknown", () => {
    expect(overThreshold(curve, "precision").map(({ x, y }) => [x, y])).toEqual([
      [0, 0.5],
      [0.4, 0.8],
      [0.5, 0.8],
    ])
  })

  it("ascend over another share, each place once", () => {
    expect(overShare(curve, "recall", "precision").map(({ x, y }) => [x, y])).toEqual([
      [0.9, 0.8],
      [1, 0.5],
    ])
    expect(overShare(curve, "fallOut", "recall").map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [0.3, 0.9],
      [1, 1],
    ])
  })

  it("are read at the next stop", () => {
    expect(pointAt(curve, 0.3)?.threshold).toBe(0.4)
    expect(pointAt(curve, 7)?.threshold).toBe(1)
    expect(pointAt([], 0)).toBeNull()
  })
})
