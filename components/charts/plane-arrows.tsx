import { type Arrow, bowArrow } from "./arrow"
import { chooseArrows } from "./arrow-choice"
import type { Box } from "./label-placement"
import { CHARACTER, type Placed } from "./plane-place"

export interface LabelledArrow extends Arrow {
  id: string
  label: string
  box: Box
}

/** The chosen arrows, each bowed away from marks, names and the arrows before it. */
export function placeArrows(
  placed: readonly Placed[],
  selectedId: string | null,
  most: number,
  plot: Box,
): LabelledArrow[] {
  const lineage = placed.map(({ point: { id, teacherId, cost, quality } }) => ({
    id,
    teacherId: teacherId ?? null,
    cost: cost.value,
    quality: quality.value,
  }))
  const spots = new Map(placed.map(({ point, anchor }) => [point.id, anchor]))
  const chosen = chooseArrows(lineage, selectedId, most).flatMap((arrow) => {
    const [start, end] = [spots.get(arrow.from), spots.get(arrow.to)]
    return start && end ? [{ ...arrow, start, end }] : []
  })
  const loud = placed.filter(({ point }) => !point.muted)
  // The shorter arrow takes the flatter bow, so that the longer one runs around it.
  const inner = chosen.toSorted((a, b) => Math.abs(a.start.x - a.end.x) - Math.abs(b.start.x - b.end.x))
  const drawn: LabelledArrow[] = []
  for (const { from, to, label, start, end } of inner) {
    const size = { x: 0, y: 0, width: label.length * CHARACTER + 12, height: 20 }
    const others = loud.filter(({ point }) => point.id !== from && point.id !== to)
    const taken = [...drawn.map(({ box }) => box), ...loud.map(occupiedBox)]
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

/** All lines first, then all labels, so that no line runs through a label. */
export function PlaneArrows({ arrows }: { arrows: readonly LabelledArrow[] }) {
  const ink = "var(--text-color-kumo-subtle)"
  return (
    <g pointerEvents="none">
      {arrows.map(({ id, path, head }) => (
        <g key={id}>
          <path d={path} fill="none" stroke={ink} strokeWidth={1.1} />
          <polygon points={head} fill={ink} stroke="none" />
        </g>
      ))}
      {arrows.map(({ id, box, middle, label }) => (
        <g key={id}>
          <rect {...box} rx={4} fill="var(--color-kumo-base)" stroke="var(--color-kumo-line)" />
          <text
            x={middle.x}
            y={middle.y + 4}
            textAnchor="middle"
            fontSize={11.5}
            fontWeight={600}
            fill="var(--text-color-kumo-default)"
          >
            {label}
          </text>
        </g>
      ))}
    </g>
  )
}
