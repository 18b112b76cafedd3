import { expect, it } from "vitest"
import { parseGridText } from "@/components/transcript/renderers/babyai/parse-observation"
import { describeScene, layGround } from "@/components/transcript/renderers/babyai/scene"

function read(text: string) {
  return parseGridText(text)!.observation!
}

it("draws floor only where the text implies it", () => {
  const ground = layGround(read("a wall 3 steps forward\na wall 1 step left\na red ball 2 steps right"))
  const signs = { untold: ".", floor: "_", wall: "#" }
  const rows = Array.from({ length: 7 }, (_, row) =>
    ground
      .slice(row * 7, row * 7 + 7)
      .map(({ ground: what }) => signs[what])
      .join(""),
  )
  expect(rows).toEqual([".......", ".......", ".......", "...#...", "..._...", "..._...", "..#_._."])
})

it("says the picture in words, nearest first", () => {
  expect(
    describeScene(
      read(
        "You carry a red key\na wall 4 steps forward\na closed blue door 3 steps forward\na grey box 1 step left",
      ),
    ),
  ).toBe("The agent carries red key and sees grey box 1 left; closed blue door 3 ahead; wall 4 ahead.")
  expect(describeScene(read("nothing in view"))).toBe("The agent carries nothing and sees nothing.")
})
