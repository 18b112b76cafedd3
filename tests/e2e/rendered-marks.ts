import type { Locator } from "playwright-core"
import { colourDistance, DEFICIENCIES, parseColour, simulate } from "@/tests/colour/colour-vision"

/** A mark as the browser paints it: its colour, and what else tells it from others. */
interface RenderedMark {
  colour: string
  /** Marker, dash or hatch. */
  channel: string
}

/** The least simulated distance, in hundredths of OKLab, at which colour alone may tell two marks apart. */
export const LEAST_DISTANCE = 11

/** Every mark and line of a figure that stands for an entity. */
export function readMarks(figure: Locator): Promise<RenderedMark[]> {
  return figure.evaluate((element) => {
    const marks = [...element.querySelectorAll<SVGElement>("[data-mark]")].map((mark) => {
      const { fill, stroke } = getComputedStyle(mark)
      const channel = mark.dataset.mark ?? ""
      // An outline carries the colour, hollow or not; a plain bar has its own.
      return { colour: channel === "bar" ? fill : stroke, channel }
    })
    const lines = [...element.querySelectorAll<SVGElement>("[data-series] polyline")].map((line) => ({
      colour: getComputedStyle(line).stroke,
      channel: `dash ${getComputedStyle(line).strokeDasharray}`,
    }))
    return [...marks, ...lines]
  })
}

/** Pairs that differ in colour only, and that some kind of vision would take for one another. */
export function confusedMarks(marks: readonly RenderedMark[]): string[] {
  const distinct = [...new Map(marks.map((mark) => [`${mark.colour} ${mark.channel}`, mark])).values()]
  return distinct.flatMap((mark, at) =>
    distinct.slice(at + 1).flatMap((other) => {
      if (mark.channel !== other.channel) return []
      const [left, right] = [parseColour(mark.colour), parseColour(other.colour)]
      const distances = [
        colourDistance(left, right),
        ...DEFICIENCIES.map((kind) => colourDistance(simulate(left, kind), simulate(right, kind))),
      ]
      const least = Math.min(...distances)
      return least < LEAST_DISTANCE
        ? [`${mark.colour} and ${other.colour}, both ${mark.channel}: ${least.toFixed(1)}`]
        : []
    }),
  )
}
