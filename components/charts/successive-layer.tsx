"use client"

import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts"
import { placeLabels } from "./label-placement"
import { CHARACTER } from "./plane-place"
import { PlanePoint } from "./plane-point"
import type { SuccessivePoint } from "./successive-chart"

interface SuccessiveLayerProps {
  points: readonly (SuccessivePoint & {
    /** 0..1 on the time axis. */
    at: number
    y: { value: number; low: number | null; high: number | null }
    text: string
  })[]
  /** Writes the names of the students at the marks. */
  named?: boolean
}

/** A grey line from student to student, a mark with its whisker for each. */
export function SuccessiveLayer({ points, named = false }: SuccessiveLayerProps) {
  const plot = usePlotArea()
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  if (!plot || !xScale || !yScale) return null
  const floor = plot.y + plot.height
  const placed = points.map((point) => {
    const [x, y] = [xScale(point.at) ?? 0, yScale(point.y.value) ?? floor]
    const end = (value: number | null) => (value === null ? y : (yScale(value) ?? y))
    const text = point.name.length > 22 ? `${point.name.slice(0, 21)}…` : point.name
    const anchor = {
      x,
      y,
      up: y - end(point.y.high),
      down: Math.min(floor, end(point.y.low)) - y,
      left: 0,
      right: 0,
      width: text.length * CHARACTER,
      height: 14,
    }
    const { cost } = point
    return {
      point: { ...point, cost: cost ?? point.quality },
      anchor,
      text,
      title: `${point.name}: ${point.text}`,
    }
  })
  const loud = placed.filter(({ point }) => !point.muted)
  const room = { x: 0, y: 0, width: plot.x + plot.width + 20, height: floor }
  const labels = named
    ? placeLabels(
        loud.map(({ anchor }) => anchor),
        room,
      )
    : []
  return (
    <g>
      <polyline
        points={placed.map(({ anchor }) => `${anchor.x.toFixed(1)},${anchor.y.toFixed(1)}`).join(" ")}
        fill="none"
        stroke="var(--wn-base)"
        strokeWidth={1.1}
      />
      {placed.map((one) => (
        <PlanePoint key={one.point.id} placed={one} title={one.title} scale={1} />
      ))}
      {loud.map(({ point, text }, index) => {
        const spot = labels[index]
        return (
          spot && (
            <text
              key={point.id}
              x={spot.x}
              y={spot.y}
              textAnchor={spot.textAnchor}
              fontSize={11.5}
              fill="var(--text-color-kumo-default)"
            >
              {text}
            </text>
          )
        )
      })}
    </g>
  )
}
