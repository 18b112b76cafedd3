"use client"

import { useXAxisScale, useYAxisScale } from "recharts"
import { Mark } from "./mark"
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
  /** The dash of an entity, `entityDash(index)`, where each line belongs to one. */
  dash?: string
  dots?: boolean
  /** Marks instead of dots: the entity the line belongs to. */
  mark?: { index: number | null; shape?: number }
  /** Whiskers at the points instead of a band. */
  whiskers?: boolean
}

/** Bands first, then lines. */
export function SeriesLines({ series }: { series: readonly LineSeries[] }) {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  if (!xScale || !yScale) return null
  const spot = (x: number, y: number) => `${(xScale(x) ?? 0).toFixed(1)},${(yScale(y) ?? 0).toFixed(1)}`
  return (
    <g>
      {series.map(({ name, color, points, whiskers }) => {
        if (whiskers) return null
        const banded = points.filter((point) => point.low != null && point.high != null)
        const edge = [
          ...banded.map((point) => spot(point.x, point.high ?? 0)),
          ...banded.toReversed().map((point) => spot(point.x, point.low ?? 0)),
        ]
        return banded.length > 1 && <polygon key={name} points={edge.join(" ")} fill={color} opacity={0.15} />
      })}
      {series.map(({ name, color, points, dashed, dash, dots, mark, whiskers }) => (
        <g key={name} data-series={name}>
          <polyline
            points={points.map((point) => spot(point.x, point.y)).join(" ")}
            fill="none"
            stroke={color}
            strokeWidth={1.6}
            strokeLinejoin="round"
            {...(dash || dashed ? { strokeDasharray: dash ?? "4 3" } : {})}
          />
          {whiskers &&
            points.map(
              ({ x, low, high }) =>
                low != null &&
                high != null && (
                  <line
                    key={x}
                    x1={xScale(x)}
                    x2={xScale(x)}
                    y1={yScale(low)}
                    y2={yScale(high)}
                    stroke="var(--text-color-kumo-subtle)"
                    strokeWidth={1.1}
                  />
                ),
            )}
          {mark &&
            points.map(({ x, y }) => (
              <Mark key={x} x={xScale(x) ?? 0} y={yScale(y) ?? 0} {...mark} scale={0.85} />
            ))}
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
