import type { ParetoPoint } from "@/lib/domain/stats/pareto"

/** A part of the plane in the units of its axes; both ends belong to it. */
export interface PlaneBox {
  cost: readonly [number, number]
  quality: readonly [number, number]
}

/** Who stands in the box with its estimate. */
export function idsInBox(points: readonly ParetoPoint[], { cost, quality }: PlaneBox): Set<string> {
  const within = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high
  return new Set(
    points
      .filter((point) => within(point.cost.value, cost) && within(point.quality.value, quality))
      .map(({ id }) => id),
  )
}

/** `0.001~0.02~0.4~0.9`: four significant digits are finer than a pixel. */
export function formatBox({ cost, quality }: PlaneBox): string {
  return [...cost, ...quality].map((end) => Number(end.toPrecision(4))).join("~")
}

/** Null for anything that is no box. */
export function parseBox(text: string): PlaneBox | null {
  const ends = text.split("~").map((part) => (part.trim() === "" ? Number.NaN : Number(part)))
  const [left, right, bottom, top] = ends
  if (ends.length !== 4 || !ends.every(Number.isFinite)) return null
  return { cost: inOrder(left as number, right as number), quality: inOrder(bottom as number, top as number) }
}

/** The box between two corners, in whichever direction it was drawn. */
export function boxBetween(
  a: { cost: number; quality: number },
  b: { cost: number; quality: number },
): PlaneBox {
  return { cost: inOrder(a.cost, b.cost), quality: inOrder(a.quality, b.quality) }
}

function inOrder(a: number, b: number): [number, number] {
  return a <= b ? [a, b] : [b, a]
}
