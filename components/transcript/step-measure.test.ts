import { expect, it } from "vitest"
import { buildBlocks } from "@/components/transcript/blocks"
import { figureOf, knownMeasures, sizeOf } from "@/components/transcript/step-measure"

const step = (fields: object) => ({
  idx: 0,
  role: "assistant" as const,
  tool: null,
  contentTokens: 12,
  latencyMs: null,
  costUsd: null,
  isError: false,
  reward: null,
  ...fields,
})

it("offers what was measured, and tokens always", () => {
  expect(knownMeasures(buildBlocks([step({})]))).toEqual(["tokens"])
  expect(knownMeasures(buildBlocks([step({ latencyMs: 1 }), step({ costUsd: 0 })]))).toEqual([
    "latency",
    "tokens",
    "cost",
  ])
})

it("adds up a call and its results, and leaves out what nobody measured", () => {
  const [block] = buildBlocks([
    step({ tool: "find", latencyMs: 900, costUsd: 0.002 }),
    step({ idx: 1, role: "tool", latencyMs: 100 }),
  ])
  expect((["latency", "tokens", "cost"] as const).map((measure) => sizeOf(block!, measure))).toEqual([
    1000, 24, 0.002,
  ])
  const [other] = buildBlocks([step({})])
  expect((["latency", "tokens", "cost"] as const).map((measure) => figureOf(other!, measure))).toEqual([
    "",
    "12",
    "",
  ])
})
