import { type Box, overlap } from "./label-placement"

export interface Spot {
  x: number
  y: number
}

export interface Arrow {
  path: string
  /** The three points of the head. */
  head: string
  /** Where its label is centred. */
  middle: Spot
  /** Spots along the line, for what should keep off it. */
  trail: Spot[]
}

const GAP = 13
const HEAD = 6
/** How far the middle leaves the straight line, in pixels. */
const BOWS = [-26, 26, -58, 58, -95, 95]

/**
 * An arrow from one mark to another, bowed away from whatever is in the way. Of the bows the one is taken that comes
 * least near the other marks and whose label stays inside the plot and off earlier labels.
 */
export function bowArrow(
  from: Spot,
  to: Spot,
  others: readonly Spot[],
  plot: Box,
  label: Box,
  taken: readonly Box[],
): Arrow {
  const options = BOWS.map((bow) => {
    const control = controlPoint(from, to, bow)
    const middle = pointOn(from, control, to, 0.5)
    const box = { ...label, x: middle.x - label.width / 2, y: middle.y - label.height / 2 }
    const outside = label.width * label.height - overlap(box, plot)
    const covered = taken.reduce((sum, other) => sum + overlap(box, other), 0)
    return {
      control,
      middle,
      cost: nearness(from, control, to, others) + outside + covered + Math.abs(bow) * 2,
    }
  })
  const best = options.reduce((a, b) => (b.cost < a.cost ? b : a))
  return draw(from, best.control, to, best.middle)
}

function controlPoint(from: Spot, to: Spot, bow: number): Spot {
  const [ux, uy] = unit(from, to)
  const reach = 2 * Math.sign(bow) * Math.min(Math.abs(bow), 0.3 * Math.hypot(to.x - from.x, to.y - from.y))
  return { x: (from.x + to.x) / 2 - uy * reach, y: (from.y + to.y) / 2 + ux * reach }
}

function pointOn(from: Spot, control: Spot, to: Spot, t: number): Spot {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2]
  return { x: a * from.x + b * control.x + c * to.x, y: a * from.y + b * control.y + c * to.y }
}

function nearness(from: Spot, control: Spot, to: Spot, others: readonly Spot[]): number {
  let sum = 0
  for (let t = 0.05; t < 0.96; t += 0.05) {
    const spot = pointOn(from, control, to, t)
    for (const other of others) sum += 400 / Math.max(25, (spot.x - other.x) ** 2 + (spot.y - other.y) ** 2)
  }
  return sum * 60
}

/** Both ends stop short of the marks. */
function draw(from: Spot, control: Spot, to: Spot, middle: Spot): Arrow {
  const start = towards(from, control, GAP)
  const end = towards(to, control, GAP)
  const [ux, uy] = unit(control, end)
  const back = { x: end.x - ux * HEAD, y: end.y - uy * HEAD }
  const side = HEAD * 0.5
  const head = [
    end,
    { x: back.x - uy * side, y: back.y + ux * side },
    { x: back.x + uy * side, y: back.y - ux * side },
  ]
  return {
    path: `M${xy(start)}Q${xy(control)} ${xy(back)}`,
    head: head.map(xy).join(" "),
    middle,
    trail: TRAIL.map((t) => pointOn(from, control, to, t)),
  }
}

const TRAIL = Array.from({ length: 19 }, (_, at) => (at + 1) / 20)

function towards(from: Spot, to: Spot, distance: number): Spot {
  const [ux, uy] = unit(from, to)
  return { x: from.x + ux * distance, y: from.y + uy * distance }
}

function unit(from: Spot, to: Spot): [number, number] {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return [(to.x - from.x) / length, (to.y - from.y) / length]
}

function xy({ x, y }: Spot): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`
}
