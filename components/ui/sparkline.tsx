import { entityColor } from "./entity"

export interface SparklineProps {
  /** Rates in 0..1, left to right; null breaks nothing, it is skipped. */
  values: readonly (number | null)[]
  index: number | null
  label: string
  width?: number
  height?: number
}

/** A rate over k as a 48 px line with its last point; y runs from 0 to 1. */
export function Sparkline({ values, index, label, width = 48, height = 16 }: SparklineProps) {
  const color = entityColor(index)
  const points = values.flatMap((value, position) => (value === null ? [] : [place(value, position)]))
  const last = points.at(-1)
  function place(value: number, position: number) {
    const step = values.length > 1 ? (width - 6) / (values.length - 1) : 0
    return { x: 3 + position * step, y: height - 2 - value * (height - 4) }
  }
  return (
    <svg width={width} height={height} role="img" aria-label={label} className="shrink-0">
      <line x1={0} x2={width} y1={height - 1} y2={height - 1} stroke="var(--wn-grid)" />
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(" ")}
        fill="none"
        stroke={color}
        strokeWidth={1.4}
      />
      {last && <circle cx={last.x} cy={last.y} r={2.2} fill={color} />}
    </svg>
  )
}
