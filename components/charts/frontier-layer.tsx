"use client"

import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts"
import type { Frontier } from "./frontier"

/** The frontier as a dotted staircase to the right edge, its 95 % band behind it. */
export function FrontierLayer({ frontier: { steps, stops } }: { frontier: Frontier }) {
  const plot = usePlotArea()
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  if (!plot || !xScale || !yScale) return null
  const end = plot.x + plot.width
  const x = (cost: number) => (xScale(cost) ?? 0).toFixed(1)
  const floor = plot.y + plot.height
  const y = (quality: number) => Math.min(floor, Math.max(plot.y, yScale(quality) ?? floor)).toFixed(1)
  const sure = stops.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
  const last = sure.at(-1)
  const edge = [
    ...sure.map(({ cost, high }) => `${x(cost)},${y(high)}`),
    ...(last ? [`${end},${y(last.high)}`, `${end},${y(last.low)}`] : []),
    ...sure.toReversed().map(({ cost, low }) => `${x(cost)},${y(low)}`),
  ]
  const line = steps.map(({ cost, quality }, index) =>
    index === 0 ? `M${x(cost)},${y(quality)}` : `H${x(cost)}V${y(quality)}`,
  )
  return (
    <g pointerEvents="none" data-frontier>
      {last && <polygon points={edge.join(" ")} fill="var(--wn-base)" opacity={0.14} />}
      {line.length > 0 && (
        <path
          d={`${line.join("")}H${end}`}
          fill="none"
          stroke="var(--wn-base)"
          strokeWidth={1.3}
          strokeDasharray="2 3"
        />
      )}
    </g>
  )
}
