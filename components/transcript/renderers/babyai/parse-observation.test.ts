import { readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseGridText } from "@/components/transcript/renderers/babyai/parse-observation"
import { act } from "@/lib/environments/babyai/act"
import { describeView } from "@/lib/environments/babyai/describe"
import { generate } from "@/lib/environments/babyai/generate"
import { LEVEL_IDS } from "@/lib/environments/babyai/levels"
import { look, VIEW_AGENT_COLUMN, VIEW_AGENT_ROW, VIEW_SIZE, type View } from "@/lib/environments/babyai/view"
import { ACTIONS } from "@/lib/environments/babyai/world"

function parse(...lines: string[]) {
  return parseGridText(lines.join("\n"))
}

const byPlace = (a: { right: number; ahead: number }, b: { right: number; ahead: number }) =>
  a.right - b.right || a.ahead - b.ahead

/** What the environment drew the text from, as the picture should show it. */
function thingsIn(view: View) {
  return view.cells
    .flatMap((thing, index) => {
      const right = (index % VIEW_SIZE) - VIEW_AGENT_COLUMN
      const ahead = VIEW_AGENT_ROW - Math.floor(index / VIEW_SIZE)
      if (!thing || thing.kind === "wall" || (right === 0 && ahead === 0)) return []
      return [{ kind: thing.kind, color: thing.color, doorState: thing.doorState ?? null, right, ahead }]
    })
    .sort(byPlace)
}

it("finds every thing of a random view again, at the same place", () => {
  const moves = fc.array(fc.constantFrom(...ACTIONS), { maxLength: 40 })
  const states = fc.record({ level: fc.constantFrom(...LEVEL_IDS), seed: fc.nat(0xffffffff), moves })
  fc.assert(
    fc.property(states, ({ level, seed, moves }) => {
      const { world } = generate({ level, seed, distractors: 4, mayName: () => true })
      for (const move of moves) act(world, move)
      const view = look(world)
      const { observation } = parse("Mission: wander", `Observation: ${describeView(view)}`)!
      expect(observation!.things.toSorted(byPlace)).toEqual(thingsIn(view))
      expect(observation!.carrying).toEqual(
        view.carrying && { kind: view.carrying.kind, color: view.carrying.color },
      )
      for (const { right, ahead } of observation!.walls) {
        const cell = (VIEW_AGENT_ROW - ahead) * VIEW_SIZE + VIEW_AGENT_COLUMN + right
        expect(view.cells[cell]?.kind).toBe("wall")
      }
    }),
    { numRuns: 300 },
  )
})

it("reads the mission, what went wrong, and BALROG's own form", () => {
  expect(parse("Mission: go to the red key", "Observation: nothing in view")).toEqual({
    mission: "go to the red key",
    remarks: [],
    observation: { carrying: null, walls: [], things: [] },
  })
  expect(parse('Error: "fly" is not an action.', "Observation: a wall 1 step left")).toMatchObject({
    remarks: ['Error: "fly" is not an action.'],
    observation: { walls: [{ right: -1, ahead: 0 }] },
  })
  expect(
    parse("You carry a red key", "You see a open grey door 2 steps right and 1 step forward"),
  ).toMatchObject({
    observation: {
      carrying: { kind: "key", color: "red" },
      things: [{ kind: "door", color: "grey", doorState: "open", right: 2, ahead: 1 }],
    },
  })
})

it("reads nothing where a picture would not say what the text says", () => {
  for (const text of [
    "",
    "Mission complete.",
    "Observation:",
    "Observation: a dragon 1 step forward",
    "Observation: a red key 9 steps forward",
    "Observation: a red key 4 steps left",
    "Observation: a red key 0 steps left",
    "Observation: a red key 1 step left\na blue ball 1 step left",
    "Observation: a red door 1 step left",
    "Observation: a locked red key 1 step left",
    "Observation: a red key 1 step left, and <b>more</b>",
    "You carry a red key\nYou carry a blue ball",
    `Observation: ${"a red key 1 step left\n".repeat(1_000)}`,
  ]) {
    expect(parseGridText(text), text).toBeNull()
  }
})

it("never throws, whatever it is given", () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void parseGridText(text)))
})

const data = process.env.WINNOW_TEST_DATA

describe.skipIf(!data && !process.env.CI)("recorded BabyAI episodes", () => {
  it("are read in every turn, in the form that others gave them", () => {
    for (const file of ["bot-expert.jsonl", "bot-eps0.40.jsonl"]) {
      const lines = readFileSync(join(data!, "babyai-bot", file), "utf8")
        .trim()
        .split("\n")
      const texts = lines
        .flatMap((line) => JSON.parse(line).messages as { role: string; content: string }[])
        .filter(({ role, content }) => role !== "assistant" && content?.includes("Observation:"))
      expect(texts.length).toBeGreaterThan(1_000)
      expect(texts.filter(({ content }) => parseGridText(content) === null)).toEqual([])
    }
  })
})
