"use client"

import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts"
import { type Arrow, bowArrow } from "./arrow"
import { chooseArrows } from "./arrow-choice"
import { type Box, type LabelAnchor, placeLabels } from "./label-placement"
import { Mark } from "./mark"

interface Interval {
  value: number
  low: number | null
  high: number | null
}

export interface CostQualityPoint {
  id: string
  name: string
  /** Position among the entities; null draws a baseline. */
  index: number | null
  shape?: number
  cost: Interval
  quality: Interval
  teacherId?: string | null
  /** Still running: hollow, and said in the label: `212 of 460`. */
  progress?: string
}

interface Placed {
  point: CostQualityPoint
  anchor: LabelAnchor
  text: string
}

const FONT = 11.5
const CHARACTER = 6.4

/** Everything inside the plot, in pixels from the chart's own scales. */
export function CostQualityLayer(props: {
  points: readonly CostQualityPoint[]
  selectedId: string | null
  arrows: number
}) {
  const plot = usePlotArea()
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  if (!plot || !xScale || !yScale) return null
  const short = plot.width < 480
  const placed = props.points.map((point) => place(point, xScale, yScale, short))
  const arrows = drawArrows(placed, props, plot, short)
  const labels = placeLabels(
    placed.map(({ anchor }) => anchor),
    { x: plot.x - 4, y: 0, width: plot.width + 24, height: plot.y + plot.height },
    arrows.map((arrow) => arrow.box),
  )
  return (
    <g>
      {arrows.map((arrow) => (
        <ArrowLine key={arrow.id} arrow={arrow} />
      ))}
      {arrows.map((arrow) => (
        <ArrowLabel key={arrow.id} arrow={arrow} />
      ))}
      {placed.map(({ point, anchor }) => (
        <g key={point.id}>
          <Whiskers anchor={anchor} />
          <Mark {...anchor} index={point.index} {...shapeOf(point)} hollow={point.progress !== undefined} />
        </g>
      ))}
      {placed.map(({ point, text }, at) => (
        <text
          key={point.id}
          x={labels[at]?.x}
          y={labels[at]?.y}
          textAnchor={labels[at]?.textAnchor}
          fontSize={FONT}
          fontWeight={point.index === null ? 400 : 600}
          fill={point.index === null ? "var(--text-color-kumo-subtle)" : "var(--text-color-kumo-default)"}
        >
          {text}
        </text>
      ))}
    </g>
  )
}

function shapeOf(point: CostQualityPoint) {
  return point.shape === undefined ? {} : { shape: point.shape }
}

type ScaleFunction = (value: unknown) => number | undefined

function place(
  point: CostQualityPoint,
  xScale: ScaleFunction,
  yScale: ScaleFunction,
  short: boolean,
): Placed {
  const at = (scale: ScaleFunction, value: number | null, otherwise: number) =>
    (value === null || value <= 0 ? undefined : scale(value)) ?? otherwise
  const x = xScale(point.cost.value) ?? 0
  const y = yScale(point.quality.value) ?? 0
  const name = shorten(point.name, short ? MOST_CHARACTERS_SHORT : MOST_CHARACTERS)
  const text = point.progress && !short ? `${name}, ${point.progress}` : name
  const anchor = {
    x,
    y,
    left: x - at(xScale, point.cost.low, x),
    right: at(xScale, point.cost.high, x) - x,
    up: y - at(yScale, point.quality.high, y),
    down: at(yScale, point.quality.low, y) - y,
    width: text.length * CHARACTER,
    height: 14,
  }
  return { point, anchor, text }
}

/** A label longer than this would leave the plot; the whole name stands in the table. */
const MOST_CHARACTERS = 36
const MOST_CHARACTERS_SHORT = 20

function shorten(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name
}

function Whiskers({ anchor: { x, y, left, right, up, down } }: { anchor: LabelAnchor }) {
  const cap = 4
  const vertical = `M${x},${y - up}V${y + down}M${x - cap},${y - up}h${2 * cap}M${x - cap},${y + down}h${2 * cap}`
  const horizontal = `M${x - left},${y}H${x + right}M${x - left},${y - cap}v${2 * cap}M${x + right},${y - cap}v${2 * cap}`
  const path = [up + down > 0 && vertical, left + right > 0 && horizontal].filter(Boolean).join("")
  return <path d={path} fill="none" stroke="var(--text-color-kumo-subtle)" strokeWidth={1.1} />
}

interface LabelledArrow extends Arrow {
  id: string
  label: string
  box: Box
}

function drawArrows(
  placed: readonly Placed[],
  {
    points,
    selectedId,
    arrows,
  }: { points: readonly CostQualityPoint[]; selectedId: string | null; arrows: number },
  plot: Box,
  short: boolean,
): LabelledArrow[] {
  const lineage = points.map(({ id, teacherId, cost, quality }) => ({
    id,
    teacherId: teacherId ?? null,
    cost: cost.value,
    quality: quality.value,
  }))
  const spots = new Map(placed.map(({ point, anchor }) => [point.id, anchor]))
  const chosen = chooseArrows(lineage, selectedId, short ? Math.min(2, arrows) : arrows).flatMap((arrow) => {
    const [start, end] = [spots.get(arrow.from), spots.get(arrow.to)]
    return start && end ? [{ ...arrow, start, end }] : []
  })
  // The shorter arrow takes the flatter bow, so that the longer one runs around it.
  const inner = chosen.toSorted((a, b) => Math.abs(a.start.x - a.end.x) - Math.abs(b.start.x - b.end.x))
  const drawn: LabelledArrow[] = []
  for (const { from, to, label, start, end } of inner) {
    const size = { x: 0, y: 0, width: label.length * CHARACTER + 12, height: 20 }
    const others = placed.filter(({ point }) => point.id !== from && point.id !== to)
    const taken = [...drawn.map(({ box }) => box), ...placed.map(occupiedBox)]
    const arrow = bowArrow(start, end, others.flatMap(occupied), plot, size, taken)
    const box = { ...size, x: arrow.middle.x - size.width / 2, y: arrow.middle.y - 10 }
    drawn.push({ ...arrow, id: to, label, box })
  }
  return drawn
}

/** The mark itself and the place above it where its name wants to stand. */
function occupied({ anchor: { x, y, up } }: Placed) {
  return [
    { x, y },
    { x, y: y - up - 12 },
  ]
}

function occupiedBox({ anchor: { x, y, up, down, width } }: Placed): Box {
  return { x: x - width / 2, y: y - up - 20, width, height: up + down + 20 }
}

function ArrowLine({ arrow }: { arrow: LabelledArrow }) {
  const ink = "var(--text-color-kumo-subtle)"
  return (
    <g>
      <path d={arrow.path} fill="none" stroke={ink} strokeWidth={1.1} />
      <polygon points={arrow.head} fill={ink} stroke="none" />
    </g>
  )
}

/** After all lines, so that no line runs through a label. */
function ArrowLabel({ arrow: { box, middle, label } }: { arrow: LabelledArrow }) {
  return (
    <g>
      <rect {...box} rx={4} fill="var(--color-kumo-base)" stroke="var(--color-kumo-line)" />
      <text
        x={middle.x}
        y={middle.y + 4}
        textAnchor="middle"
        fontSize={FONT}
        fontWeight={600}
        fill="var(--text-color-kumo-default)"
      >
        {label}
      </text>
    </g>
  )
}
