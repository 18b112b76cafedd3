export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface LabelAnchor {
  /** Where the mark sits, in pixels. */
  x: number
  y: number
  /** Half lengths of the whiskers. */
  up: number
  down: number
  left: number
  right: number
  /** Size of the text. */
  width: number
  height: number
}

export interface PlacedLabel {
  /** Baseline position for `textAnchor`. */
  x: number
  y: number
  textAnchor: "start" | "middle" | "end"
  box: Box
}

const MARK = 7

/**
 * Puts each label above its whisker, beside the mark or below, wherever it covers least: other labels and marks weigh
 * most, leaving the plot is not allowed where there is a choice. Labels are placed in the order given.
 */
export function placeLabels(
  anchors: readonly LabelAnchor[],
  plot: Box,
  obstacles: readonly Box[] = [],
): PlacedLabel[] {
  const marks = anchors.flatMap(markBoxes)
  const placed: PlacedLabel[] = []
  for (const anchor of anchors) {
    const own = new Set(markBoxes(anchor).map(boxKey))
    const others = marks.filter((box) => !own.has(boxKey(box)))
    const taken = [...placed.map((label) => label.box), ...others, ...obstacles]
    const scored = candidates(anchor).map((candidate, rank) => ({
      candidate,
      cost: cost(candidate.box, taken, plot) + rank * 0.5,
    }))
    placed.push(scored.reduce((best, next) => (next.cost < best.cost ? next : best)).candidate)
  }
  return placed
}

/** Shared area of two boxes in square pixels. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

function candidates({ x, y, up, down, left, right, width, height }: LabelAnchor): PlacedLabel[] {
  const above = label(x, y - up - 7, "middle", width, height)
  const below = label(x, y + down + 15, "middle", width, height)
  const baseline = y + height / 3
  const sides = [
    label(x + Math.max(right, MARK) + 5, baseline, "start", width, height),
    label(x - Math.max(left, MARK) - 5, baseline, "end", width, height),
  ]
  const corners = [
    label(x + MARK + 5, y - MARK - 3, "start", width, height),
    label(x - MARK - 5, y - MARK - 3, "end", width, height),
    label(x + MARK + 5, y + MARK + 11, "start", width, height),
    label(x - MARK - 5, y + MARK + 11, "end", width, height),
  ]
  return [above, ...sides, below, ...corners]
}

function label(
  x: number,
  y: number,
  textAnchor: PlacedLabel["textAnchor"],
  width: number,
  height: number,
): PlacedLabel {
  const start = textAnchor === "start" ? x : textAnchor === "end" ? x - width : x - width / 2
  return { x, y, textAnchor, box: { x: start, y: y - height * 0.8, width, height } }
}

function cost(box: Box, taken: readonly Box[], plot: Box): number {
  const covered = taken.reduce((sum, other) => sum + overlap(box, other), 0)
  const outside = box.width * box.height - overlap(box, plot)
  return covered + 20 * outside
}

function markBoxes({ x, y, up, down, left, right }: LabelAnchor): Box[] {
  return [
    { x: x - MARK, y: y - MARK, width: 2 * MARK, height: 2 * MARK },
    { x: x - 3, y: y - up, width: 6, height: up + down },
    { x: x - left, y: y - 3, width: left + right, height: 6 },
  ]
}

function boxKey({ x, y, width, height }: Box): string {
  return `${x} ${y} ${width} ${height}`
}
