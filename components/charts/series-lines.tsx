"use client"

import { useXAxisScale, useYAxisScale } from "recharts"
import { useThreshold } from "./threshold-context"

export interface LinePoint {
  x: number
  y: number
  low?: number | null
  high?: number | null
}

export interface LineSeries {
  name: string
  /** A CSS colour: `entityColor(2)`, `var(--wn-accent)`. */
  color: string
  points: readonly LinePoint[]
  /** The second channel of a second line. */
  dashed?: boolean
  dots?: boolean
}

/** Bands first, then lines. */
export function SeriesLines({ series }: { series: readonly LineSeries[] }) {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  if (!xScale || !yScale) return null
  const spot = (x: number, y: number) => `${(xScale(x) ?? 0).toFixed(1)},${(yScale(y) ?? 0).toFixed(1)}`
  return (
    <g>
      {series.map(({ name, color, points }) => {
        const banded = points.filter((point) => point.low != null && point.high != null)
        const edge = [
          ...banded.map((point) => spot(point.x, point.high ?? 0)),
          ...banded.toReversed().map((point) => spot(point.x, point.low ?? 0)),
        ]
        return banded.length > 1 && <polygon key={name} points={edge.join(" ")} fill={color} opacity={0.15} />
      })}
      {series.map(({ name, color, points, dashed, dots }) => (
        <g key={name}>
          <polyline
            points={points.map((point) => spot(point.x, point.y)).join(" ")}
            fill="none"
            stroke={color}
            strokeWidth={1.6}
            strokeLinejoin="round"
            {...(dashed ? { strokeDasharray: "4 3" } : {})}
          />
          {dots &&
            points.map((point) => (
              <circle key={point.x} cx={xScale(point.x)} cy={yScale(point.y)} r={2.8} fill={color} />
            ))}
        </g>
      ))}
    </g>
  )
}

/** A dot on every line where the threshold crosses it. */
export function SeriesAtThreshold({ series }: { series: readonly LineSeries[] }) {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  const { value: at } = useThreshold()
  if (!xScale || !yScale || at === null) return null
  return (
    <g>
      {series.map(({ name, color, points }) => {
        const y = interpolate(points, at)
        return y !== null && <circle key={name} cx={xScale(at)} cy={yScale(y)} r={3.6} fill={color} />
      })}
    </g>
  )
}

/** The value of a line at x, straight between its points; null outside them. */
export function interpolate(points: readonly LinePoint[], x: number): number | null {
  const after = points.findIndex((point) => point.x >= x)
  const right = points[after]
  if (!right) return null
  const left = points[after - 1]
  if (!left || right.x === x) return right.x === x ? right.y : null
  return left.y + ((x - left.x) / (right.x - left.x)) * (right.y - left.y)
}
