"use client"

import { type PointerEvent, type ReactNode, useRef } from "react"
import {
  usePlotArea,
  useXAxisInverseScale,
  useXAxisScale,
  useYAxisInverseScale,
  useYAxisScale,
} from "recharts"
import { boxBetween, formatBox, idsInBox, type PlaneBox } from "./brush"
import { useBrush, useBrushStore } from "./brush-context"
import type { CostQualityPoint } from "./plane-place"

/** Less is a click. */
const DRAG = 4
/** How near a click must be to a mark. */
const REACH = 14

export interface PlaneBrush {
  onPick?: (id: string) => void
}

interface Corner {
  cost: number
  quality: number
  x: number
  y: number
}

/**
 * Drag a box over the plane: who is inside is told at every move, the box itself when it is let go. A click picks a run. A move
 * renders nothing: it sets the outline and the attributes of what changed sides.
 */
export function BrushLayer(props: PlaneBrush & { points: readonly CostQualityPoint[]; children: ReactNode }) {
  const { onPick, points, children } = props
  const plot = usePlotArea()
  const [xScale, yScale] = [useXAxisScale(), useYAxisScale()]
  const [xInverse, yInverse] = [useXAxisInverseScale(), useYAxisInverseScale()]
  const store = useBrushStore()
  const brushing = useBrush((brush) => brush.isActive(), false)
  const box = useBrush((brush) => brush.box(), null)
  const start = useRef<Corner | null>(null)
  const draft = useRef<PlaneBox | null>(null)
  const outline = useRef<SVGRectElement>(null)
  if (!plot || !xScale || !yScale || !xInverse || !yInverse || !store) return <g>{children}</g>
  const cornerAt = (event: PointerEvent<SVGGElement>): Corner => {
    const frame = event.currentTarget.ownerSVGElement?.getBoundingClientRect()
    const x = clamp(event.clientX - (frame?.left ?? 0), plot.x, plot.x + plot.width)
    const y = clamp(event.clientY - (frame?.top ?? 0), plot.y, plot.y + plot.height)
    return { x, y, cost: Number(xInverse(x)), quality: Number(yInverse(y)) }
  }
  const drawOutline = (shown: PlaneBox | null) => {
    for (const [name, value] of Object.entries(outlineOf(shown, xScale, yScale)))
      outline.current?.setAttribute(name, String(value))
  }
  const move = (event: PointerEvent<SVGGElement>) => {
    if (!start.current) return
    const corner = cornerAt(event)
    if (!draft.current && Math.hypot(corner.x - start.current.x, corner.y - start.current.y) < DRAG) return
    draft.current = boxBetween(start.current, corner)
    drawOutline(draft.current)
    store.set(idsInBox(points, draft.current))
  }
  const release = (event: PointerEvent<SVGGElement>) => {
    if (!start.current) return
    const { x, y } = start.current
    const drawn = draft.current
    start.current = null
    draft.current = null
    if (drawn) return store.keep(drawn)
    if (event.type === "pointercancel") return
    const near = nearest(points, (point) => {
      const [left, top] = [xScale(point.cost.value) ?? 0, yScale(point.quality.value) ?? 0]
      return Math.hypot(left - x, top - y)
    })
    if (near) onPick?.(near.id)
    else if (box) store.keep(null)
  }
  return (
    <g
      data-brush
      className="group/plane cursor-crosshair"
      {...(brushing ? { "data-brushing": true } : {})}
      onPointerDown={(event) => {
        // A finger scrolls the page; a tap still picks.
        if (event.button !== 0) return
        if (event.pointerType !== "touch") {
          event.currentTarget.setPointerCapture(event.pointerId)
          // No mouse events in a drag: the chart around would look at every move for what is under the pointer.
          event.preventDefault()
        }
        start.current = cornerAt(event)
      }}
      onPointerMove={(event) => event.pointerType !== "touch" && move(event)}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <rect x={plot.x} y={plot.y} width={plot.width} height={plot.height} fill="transparent" stroke="none" />
      <rect
        // A box from the address replaces what a drag has set on the element.
        key={box ? formatBox(box) : "none"}
        ref={outline}
        data-box
        {...outlineOf(box, xScale, yScale)}
        fill="var(--wn-accent)"
        fillOpacity={0.06}
        stroke="var(--wn-accent)"
        pointerEvents="none"
      />
      {children}
    </g>
  )
}

type Scale = (value: unknown) => number | undefined

/** Where the box stands in pixels; without one, nowhere. */
function outlineOf(box: PlaneBox | null, xScale: Scale, yScale: Scale) {
  if (!box) return { x: 0, y: 0, width: 0, height: 0, opacity: 0 }
  const [left, right] = [xScale(box.cost[0]) ?? 0, xScale(box.cost[1]) ?? 0]
  const [bottom, top] = [yScale(box.quality[0]) ?? 0, yScale(box.quality[1]) ?? 0]
  return {
    x: left,
    y: top,
    width: Math.max(0, right - left),
    height: Math.max(0, bottom - top),
    opacity: 1,
  }
}

function nearest(
  points: readonly CostQualityPoint[],
  distance: (point: CostQualityPoint) => number,
): CostQualityPoint | null {
  let [best, least]: [CostQualityPoint | null, number] = [null, REACH]
  for (const point of points) {
    const reach = distance(point)
    if (reach < least) [best, least] = [point, reach]
  }
  return best
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
