"use client"

import { useMemo } from "react"
import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts"
import { BrushLayer, type PlaneBrush } from "./brush-layer"
import { placeLabels } from "./label-placement"
import { PlaneArrows, placeArrows } from "./plane-arrows"
import { type CostQualityPoint, type Placed, place } from "./plane-place"
import { PlanePoint } from "./plane-point"
import type { SizeScale } from "./size-scale"

interface CostQualityLayerProps {
  points: readonly CostQualityPoint[]
  selectedId: string | null
  arrows: number
  size: SizeScale
  titleOf: (point: CostQualityPoint) => string
  labelled?: boolean
  brush?: PlaneBrush | undefined
}

/** Everything inside the plot, in pixels from the chart's own scales; the quiet ones first, so that none covers a loud one. */
export function CostQualityLayer(props: CostQualityLayerProps) {
  const { points, selectedId, arrows: most, size, titleOf, labelled = true, brush } = props
  const plot = usePlotArea()
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  const drawing = useMemo(() => {
    if (!plot || !xScale || !yScale) return null
    const short = plot.width < 480
    const placed = points
      .map((point) => place(point, xScale, yScale, short))
      .toSorted((a, b) => Number(b.point.muted ?? false) - Number(a.point.muted ?? false))
    const arrows = placeArrows(placed, selectedId, short ? Math.min(2, most) : most, plot)
    return { placed, arrows, plot }
  }, [points, selectedId, most, plot, xScale, yScale])
  const labels = useMemo(() => {
    if (!drawing || !labelled) return []
    const { plot, arrows } = drawing
    const loud = drawing.placed.filter(({ point }) => !point.muted)
    const room = { x: plot.x - 4, y: 0, width: plot.width + 24, height: plot.y + plot.height }
    const spots = placeLabels(
      loud.map(({ anchor }) => anchor),
      room,
      arrows.flatMap(({ box, trail }) => [box, ...trail.map(aroundSpot)]),
    )
    return loud.map((one, at) => ({ ...one, spot: spots[at] }))
  }, [drawing, labelled])
  if (!drawing) return null
  const inside = (
    <>
      <PlaneArrows arrows={drawing.arrows} />
      {drawing.placed.map((placed) => (
        <PlanePoint
          key={placed.point.id}
          placed={placed}
          title={titleOf(placed.point)}
          scale={size(placed.point.size)}
        />
      ))}
      {labels.map(({ point, text, spot }) => (
        <PointName key={point.id} point={point} text={text} {...spot} />
      ))}
    </>
  )
  return brush ? (
    <BrushLayer {...brush} points={points}>
      {inside}
    </BrushLayer>
  ) : (
    <g>{inside}</g>
  )
}

function aroundSpot({ x, y }: { x: number; y: number }) {
  return { x: x - 5, y: y - 5, width: 10, height: 10 }
}

interface PointNameProps extends Pick<Placed, "point" | "text"> {
  x?: number
  y?: number
  textAnchor?: "start" | "middle" | "end"
}

function PointName({ point, text, x, y, textAnchor }: PointNameProps) {
  return (
    <text
      x={x}
      y={y}
      textAnchor={textAnchor}
      fontSize={11.5}
      fontWeight={point.index === null ? 400 : 600}
      fill={point.index === null ? "var(--text-color-kumo-subtle)" : "var(--text-color-kumo-default)"}
      pointerEvents="none"
    >
      {text}
    </text>
  )
}
