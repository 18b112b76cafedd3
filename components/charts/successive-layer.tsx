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
  const most = plot.width < 480 ? 16 : 24
  const placed = points.map((point) => {
    const [x, y] = [xScale(point.at) ?? 0, yScale(point.y.value) ?? floor]
    const end = (value: number | null) => (value === null ? y : (yScale(value) ?? y))
    const text = point.name.length > most ? `${point.name.slice(0, most - 1)}…` : point.name
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
  const room = { x: plot.x, y: 0, width: plot.width + 20, height: floor }
  const labels = named
    ? placeLabels(
        loud.map(({ anchor }) => anchor),
        room,
        placed.slice(1).flatMap(({ anchor }, at) => alongLine(placed[at]?.anchor ?? anchor, anchor)),
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

const SAMPLES = 24

/** Small boxes along the line between two marks, for names to keep off. */
function alongLine(from: { x: number; y: number }, to: { x: number; y: number }) {
  return Array.from({ length: SAMPLES }, (_, at) => {
    const t = (at + 0.5) / SAMPLES
    const [x, y] = [from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t]
    return { x: x - 5, y: y - 5, width: 10, height: 10 }
  })
}
