import type { LabelAnchor } from "./label-placement"

interface Interval {
  value: number
  low: number | null
  high: number | null
}

export interface CostQualityPoint {
  id: string
  name: string
  /** Position among the entities; null draws a baseline. */
  index: number | null
  shape?: number
  cost: Interval
  quality: Interval
  teacherId?: string | null
  /** Still running: hollow, and said in the label: `212 of 460`. */
  progress?: string
  /** The third dimension, drawn as the size of the mark; null is unknown. */
  size?: number | null
  /** One of many: a small grey dot without a label. At most six stand out. */
  muted?: boolean
}

export interface Placed {
  point: CostQualityPoint
  anchor: LabelAnchor
  text: string
}

export type ScaleFunction = (value: unknown) => number | undefined

/** Pixels per character of a label. */
export const CHARACTER = 6.4

/** A label longer than this would leave the plot; the whole name stands in the table. */
const MOST_CHARACTERS = 36
const MOST_CHARACTERS_SHORT = 20

/** Where a point stands and how far its whiskers reach, in pixels of the chart's own scales. */
export function place(
  point: CostQualityPoint,
  xScale: ScaleFunction,
  yScale: ScaleFunction,
  short: boolean,
): Placed {
  const at = (scale: ScaleFunction, value: number | null, otherwise: number) =>
    (value === null ? undefined : scale(value)) ?? otherwise
  const positive = (value: number | null) => (value !== null && value > 0 ? value : null)
  const x = xScale(point.cost.value) ?? 0
  const y = yScale(point.quality.value) ?? 0
  const name = shorten(point.name, short ? MOST_CHARACTERS_SHORT : MOST_CHARACTERS)
  const text = point.progress && !short ? `${name}, ${point.progress}` : name
  const anchor = {
    x,
    y,
    left: x - at(xScale, positive(point.cost.low), x),
    right: at(xScale, positive(point.cost.high), x) - x,
    up: y - at(yScale, point.quality.high, y),
    down: at(yScale, point.quality.low, y) - y,
    width: text.length * CHARACTER,
    height: 14,
  }
  return { point, anchor, text }
}

function shorten(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name
}
