"use client"

import { type ReactNode, useId, useMemo } from "react"
import { useXAxisScale, useYAxisScale } from "recharts"
import { useThreshold } from "./threshold-context"

export interface HistogramBin {
  from: number
  to: number
  good: number
  bad: number
  unlabelled: number
}

/** Stacked bars on a numeric axis; what the threshold drops fades. */
export function HistogramBars({ bins }: { bins: readonly HistogramBin[] }) {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  const { value: threshold } = useThreshold()
  const hatch = useId()
  const stacks = useMemo(
    () => (xScale && yScale ? bins.map((bin) => drawBin(bin, xScale, yScale, hatch)) : []),
    [bins, xScale, yScale, hatch],
  )
  return (
    <g>
      <BadPattern id={hatch} />
      {bins.map((bin, index) => (
        <g key={bin.from} opacity={threshold !== null && bin.to <= threshold + 1e-9 ? 0.42 : 1}>
          {stacks[index]}
        </g>
      ))}
    </g>
  )
}

type Scale = NonNullable<ReturnType<typeof useXAxisScale>>

function drawBin(bin: HistogramBin, xScale: Scale, yScale: Scale, hatch: string): ReactNode {
  const parts = [
    { key: "bad", fill: `url(#${hatch})`, stroke: "var(--wn-bad)" },
    { key: "good", fill: "var(--wn-good)", stroke: "none" },
    { key: "unlabelled", fill: "var(--wn-unlab)", stroke: "var(--wn-base)" },
  ] as const
  const [left, right] = [xScale(bin.from) ?? 0, xScale(bin.to) ?? 0]
  let below = 0
  return parts.map(({ key, fill, stroke }) => {
    const top = yScale(below + bin[key]) ?? 0
    const height = (yScale(below) ?? 0) - top
    below += bin[key]
    return height > 0 ? (
      <rect
        key={key}
        data-mark={key === "bad" ? "bar hatched" : "bar"}
        x={left + 0.75}
        y={top}
        width={Math.max(0.5, right - left - 1.5)}
        height={height}
        fill={fill}
        stroke={stroke}
        strokeWidth={0.6}
      />
    ) : null
  })
}

/** Bad differs from good by hatch as well as by hue. */
export function BadPattern({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={5} height={5} fill="var(--wn-bad)" />
        <rect width={1.6} height={5} fill="var(--wn-bad-tint)" />
      </pattern>
    </defs>
  )
}
