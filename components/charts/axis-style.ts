/** How every axis of the product is drawn: 11 px grey figures, no tick marks, a line only under x. */
export const TICK = {
  fontSize: 11,
  fill: "var(--text-color-kumo-subtle)",
  fontFamily: "var(--font-sans)",
} as const

/** The layers draw from the scales, not from chart data; without data an axis keeps its domain only if told so. */
export const X_AXIS = {
  type: "number",
  allowDataOverflow: true,
  tick: TICK,
  tickLine: false,
  axisLine: { stroke: "var(--color-kumo-line)" },
} as const

export const Y_AXIS = {
  type: "number",
  allowDataOverflow: true,
  tick: TICK,
  tickLine: false,
  axisLine: false,
  width: 48,
} as const

/** Charts fill their parent's width; the height is fixed so that nothing jumps. */
export function chartStyle(height: number) {
  return { width: "100%", height } as const
}

/** The words under an x axis. */
export function axisName(value: string) {
  const style = { fontSize: 11, fill: "var(--text-color-kumo-subtle)", textAnchor: "middle" } as const
  return { value, position: "insideBottom", offset: -16, style } as const
}
