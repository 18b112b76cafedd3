"use client"

import { memo } from "react"
import { useBrushMark } from "./brush-context"
import type { LabelAnchor } from "./label-placement"
import { Mark } from "./mark"
import type { Placed } from "./plane-place"

interface PlanePointProps {
  placed: Placed
  /** Said where the pointer rests. */
  title: string
  /** Against the usual size of a mark. */
  scale: number
}

/**
 * One run: whiskers on both axes and its mark; brushed ones get a ring, the others fade while there is a box. Nothing here sets
 * `opacity`, which makes a group of its own to paint: hundreds of them cost more than a frame.
 */
export const PlanePoint = memo(function PlanePoint({ placed, title, scale }: PlanePointProps) {
  const { point, anchor } = placed
  return (
    <g
      ref={useBrushMark<SVGGElement>(point.id)}
      data-point={point.id}
      className="group/point group-data-brushing/plane:not-data-brushed:[fill-opacity:0.35] group-data-brushing/plane:not-data-brushed:[stroke-opacity:0.35]"
    >
      <title>{title}</title>
      <Whiskers anchor={anchor} faint={point.muted ?? false} />
      <circle
        cx={anchor.x}
        cy={anchor.y}
        r={9 * scale}
        fill="var(--wn-accent-tint)"
        stroke="var(--wn-accent)"
        className="invisible group-data-brushed/point:visible"
      />
      {point.muted ? (
        <circle
          data-mark="rest"
          cx={anchor.x}
          cy={anchor.y}
          r={3 * scale}
          fill="var(--wn-unlab)"
          stroke="var(--wn-base)"
        />
      ) : (
        <Mark
          x={anchor.x}
          y={anchor.y}
          index={point.index}
          {...(point.shape === undefined ? {} : { shape: point.shape })}
          hollow={point.progress !== undefined}
          scale={1.05 * scale}
        />
      )}
    </g>
  )
})

function Whiskers({ anchor, faint }: { anchor: LabelAnchor; faint: boolean }) {
  const { x, y, left, right, up, down } = anchor
  const cap = faint ? 0 : 4
  const vertical = `M${x},${y - up}V${y + down}M${x - cap},${y - up}h${2 * cap}M${x - cap},${y + down}h${2 * cap}`
  const horizontal = `M${x - left},${y}H${x + right}M${x - left},${y - cap}v${2 * cap}M${x + right},${y - cap}v${2 * cap}`
  const path = [up + down > 0 && vertical, left + right > 0 && horizontal].filter(Boolean).join("")
  if (path === "") return null
  return (
    <path
      d={path}
      fill="none"
      stroke={faint ? "var(--wn-unlab)" : "var(--text-color-kumo-subtle)"}
      strokeWidth={faint ? 0.8 : 1.1}
    />
  )
}
