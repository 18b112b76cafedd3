import { expect, test } from "vitest"
import type { LineageNode } from "@/lib/contracts/lineage"
import { NODE, placeLineage } from "./layout"

const node = (kind: LineageNode["kind"], key: string): LineageNode => ({
  key,
  kind,
  title: key,
  detail: "",
  experimentId: null,
  id: "00000000-0000-7000-8000-000000000000",
  pipelineId: null,
  isFocus: false,
})

test("kinds stand in the order of descent, and nothing overlaps", () => {
  const nodes = [node("dataset", "d"), node("run", "r1"), node("run", "r2"), node("evaluation", "e")]
  const edges = [
    { from: "r1", to: "d" },
    { from: "d", to: "e" },
    { from: "gone", to: "d" },
  ]
  const placed = placeLineage({ nodes, edges })
  expect(placed.nodes.map(({ key, x }) => [key, x])).toEqual([
    ["r1", 0],
    ["r2", 0],
    ["d", NODE.width + NODE.gapX],
    ["e", 2 * (NODE.width + NODE.gapX)],
  ])
  expect(placed.height).toBe(2 * NODE.height + NODE.gapY)
  expect(placed.nodes[2]?.y).toBe((placed.height - NODE.height) / 2)
  expect(placed.edges.map(({ key }) => key)).toEqual(["r1 d", "d e"])
})

test("nothing takes no room", () => {
  expect(placeLineage({ nodes: [], edges: [] })).toMatchObject({ width: 0, height: 0 })
})
