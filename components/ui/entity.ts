/** The palette and the markers of entities: colour is the first channel, shape the second. At most six per chart. */
export const MARKER_SHAPES = ["circle", "square", "diamond", "triangle", "hexagon", "ring"] as const

export type MarkerShape = (typeof MARKER_SHAPES)[number]

/** Outlines around (0, 0) inside a 12 by 12 box, of similar visual weight. */
export const MARKER_PATHS: Record<MarkerShape, string> = {
  circle: "M5 0A5 5 0 1 1-5 0A5 5 0 1 1 5 0Z",
  square: "M-4.5-4.5H4.5V4.5H-4.5Z",
  diamond: "M0-5.8L5.8 0L0 5.8L-5.8 0Z",
  triangle: "M0-5.2L5.4 4.4H-5.4Z",
  hexagon: "M2.8-4.9H-2.8L-5.6 0L-2.8 4.9H2.8L5.6 0Z",
  ring: "M5 0A5 5 0 1 1-5 0A5 5 0 1 1 5 0ZM2.4 0A2.4 2.4 0 1 0-2.4 0A2.4 2.4 0 1 0 2.4 0Z",
}

export function markerShape(index: number): MarkerShape {
  return MARKER_SHAPES[index % MARKER_SHAPES.length] ?? "circle"
}

/** A CSS colour for marks, never for text. Null is a baseline. */
export function entityColor(index: number | null): string {
  return index === null ? "var(--wn-base)" : `var(--wn-c${(index % MARKER_SHAPES.length) + 1})`
}

/** Dashes of lines, in the order of the markers: the second channel where a line carries no marker. */
const DASHES = ["none", "7 3", "2 2.5", "9 3 2 3", "12 3", "4 2 1 2 1 2"]

/** Of a baseline the dash goes by the shape of its model, as its marker does. */
export function entityDash(index: number | null, shape?: number): string {
  const place = index ?? shape
  return place === undefined ? "1 3" : (DASHES[place % DASHES.length] ?? "none")
}
