import { expect, it } from "vitest"
import { toLossSeries } from "./loss-series"

it("draws one line per fit, in the order they began", () => {
  const point = (stage: string, step: number, loss: number) => ({ stage, step, steps: 30, loss })
  const series = toLossSeries([point("weights", 10, 2), point("student", 20, 1.5), point("student", 30, 1)])
  expect(series).toEqual([
    { name: "weights", points: [{ x: 10, y: 2 }] },
    {
      name: "student",
      points: [
        { x: 20, y: 1.5 },
        { x: 30, y: 1 },
      ],
      dashed: true,
    },
  ])
})
