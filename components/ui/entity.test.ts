import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { colourDistance, DEFICIENCIES, parseColour, simulate } from "@/tests/colour/colour-vision"
import { entityDash, MARKER_SHAPES, markerShape } from "./entity"

const tokens = readFileSync(new URL("../../app/tokens.css", import.meta.url), "utf8")

function tokenOf(name: string): [string, string] {
  const match = new RegExp(`--wn-${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)
  if (!match) throw new Error(`tokens.css has no --wn-${name}`)
  return [match[1] as string, match[2] as string]
}

/** The least distance, in hundredths of OKLab, of any two entity colours for every kind of vision. */
const LEAST = { usual: 17, protan: 11, deutan: 11, tritan: 11 }

const PAIRS = MARKER_SHAPES.flatMap((_, a) => MARKER_SHAPES.map((_, b): [number, number] => [a, b])).filter(
  ([a, b]) => a < b,
)

describe.each(["light", "dark"])("the palette in the %s theme", (theme) => {
  const colours = MARKER_SHAPES.map((_, index) =>
    parseColour(tokenOf(`c${index + 1}`)[theme === "light" ? 0 : 1]),
  )

  it("keeps its six colours apart, also for dichromats", () => {
    for (const [a, b] of PAIRS) {
      const [left, right] = [colours[a]!, colours[b]!]
      expect(colourDistance(left, right)).toBeGreaterThan(LEAST.usual)
      for (const kind of DEFICIENCIES) {
        const distance = colourDistance(simulate(left, kind), simulate(right, kind))
        expect(distance, `${a + 1} and ${b + 1}, ${kind}`).toBeGreaterThan(LEAST[kind])
      }
    }
  })
})

it("gives each of the six a marker and a dash of its own", () => {
  expect(new Set(MARKER_SHAPES.map((_, index) => markerShape(index))).size).toBe(6)
  expect(new Set(MARKER_SHAPES.map((_, index) => entityDash(index))).size).toBe(6)
  expect(entityDash(null)).not.toBe(entityDash(0))
})

describe("the simulation", () => {
  it.each(DEFICIENCIES)("leaves grey as it is (%s)", (kind) => {
    for (const grey of [0, 0.2, 0.5, 1]) {
      for (const part of simulate([grey, grey, grey], kind)) expect(part).toBeCloseTo(grey, 3)
    }
  })

  it("confuses what dichromats confuse: red and green lie nearer for deutans than for others", () => {
    const [red, green] = [parseColour("#c0392b"), parseColour("#5d8a2e")]
    const usual = colourDistance(red, green)
    expect(colourDistance(simulate(red, "deutan"), simulate(green, "deutan"))).toBeLessThan(usual / 2)
  })
})
