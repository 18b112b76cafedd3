import fc from "fast-check"
import { expect, it } from "vitest"
import { type LabelAnchor, overlap, placeLabels } from "./label-placement"

const plot = { x: 0, y: 0, width: 800, height: 300 }

function anchor(x: number, y: number, width = 60): LabelAnchor {
  return { x, y, up: 16, down: 16, left: 8, right: 8, width, height: 14 }
}

it("puts a lone label above its whisker", () => {
  const [label] = placeLabels([anchor(400, 150)], plot)
  expect(label).toMatchObject({ x: 400, y: 150 - 16 - 7, textAnchor: "middle" })
})

it("moves aside when a neighbour's mark is in the way", () => {
  const labels = placeLabels([anchor(400, 150), anchor(405, 118)], plot)
  const [first, second] = labels.map((label) => label.box)
  expect(overlap(first!, second!)).toBe(0)
  expect(labels[0]!.textAnchor).not.toBe("middle")
})

it("keeps a label inside the plot at its edge", () => {
  const [label] = placeLabels([anchor(2, 4)], plot)
  expect(overlap(label!.box, plot)).toBeCloseTo(60 * 14)
})

it("never lets two labels overlap when six points have room", () => {
  const coordinate = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 40, max: 260 }))
  fc.assert(
    fc.property(fc.array(coordinate, { minLength: 2, maxLength: 6 }), (cells) => {
      const labels = placeLabels(
        cells.map(([, y], index) => anchor(80 + index * 128, y)),
        plot,
      )
      for (const [index, label] of labels.entries()) {
        for (const other of labels.slice(index + 1)) expect(overlap(label.box, other.box)).toBe(0)
      }
    }),
  )
})
