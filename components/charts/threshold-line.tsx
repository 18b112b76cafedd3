"use client"

import { type KeyboardEvent, type PointerEvent, useRef } from "react"
import { usePlotArea, useXAxisInverseScale, useXAxisScale } from "recharts"
import { nudge, snap, type ThresholdRange } from "./threshold"
import { useThreshold } from "./threshold-context"

export interface ThresholdLineProps {
  range: ThresholdRange
  /** What stands above the line: `≥ 0.70`. */
  format: (value: number) => string
  /** What a screen reader calls the slider. */
  label: string
}

/** The threshold as a line with a handle: drag it, or focus it and use the arrow keys. */
export function ThresholdLine({ range, format, label }: ThresholdLineProps) {
  const { value, onChange, onCommit } = useThreshold()
  const plot = usePlotArea()
  const xScale = useXAxisScale()
  const inverse = useXAxisInverseScale()
  const handle = useRef<SVGGElement>(null)
  if (value === null || !plot || !xScale || !inverse) return null
  const text = format(value)
  const x = xScale(value) ?? plot.x
  const line = (
    <line x1={x} x2={x} y1={plot.y} y2={plot.y + plot.height} stroke="var(--wn-accent)" strokeWidth={1.6} />
  )
  if (!onChange) return <g aria-hidden>{line}</g>
  const drag = (event: PointerEvent<SVGGElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const left = event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0
    onChange(snap(Number(inverse(event.clientX - left)), range))
  }
  const press = (event: KeyboardEvent) => {
    const next = nudge(value, event.key, event.shiftKey, range)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    onChange(next)
  }
  return (
    <g
      ref={handle}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={value}
      aria-valuetext={text}
      className="cursor-ew-resize touch-none outline-none [&:focus-visible_rect]:stroke-[3px]"
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onPointerUp={onCommit}
      onPointerCancel={onCommit}
      onKeyUp={onCommit}
      onBlur={onCommit}
    >
      <rect
        x={x - 12}
        y={plot.y - 14}
        width={24}
        height={plot.height + 14}
        fill="transparent"
        stroke="none"
      />
      {line}
      <rect
        x={x - 4}
        y={plot.y + plot.height / 2 - 13}
        width={8}
        height={26}
        rx={4}
        fill="var(--color-kumo-base)"
        stroke="var(--wn-accent)"
        strokeWidth={1.6}
      />
      <ThresholdTag x={x} y={plot.y} from={plot.x} to={plot.x + plot.width} text={text} />
    </g>
  )
}

interface ThresholdTagProps {
  x: number
  y: number
  /** Ends of the plot; the tag stays between them. */
  from: number
  to: number
  text: string
}

function ThresholdTag({ x, y, from, to, text }: ThresholdTagProps) {
  const width = text.length * 7 + 12
  const middle = Math.min(to - width / 2, Math.max(from + width / 2, x))
  return (
    <g>
      <rect
        x={middle - width / 2}
        y={y - 2}
        width={width}
        height={20}
        rx={4}
        fill="var(--wn-accent)"
        stroke="none"
      />
      <text
        x={middle}
        y={y + 12}
        textAnchor="middle"
        fontSize={12}
        fontWeight={600}
        fill="var(--color-kumo-base)"
      >
        {text}
      </text>
    </g>
  )
}
