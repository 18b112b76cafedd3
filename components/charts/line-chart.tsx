"use client"

import type { ReactNode } from "react"
import { CartesianGrid, ComposedChart, ReferenceLine, XAxis, YAxis } from "recharts"
import { formatPercent } from "@/components/format/percent"
import { chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { SeriesLegend } from "./series-legend"
import { type LineSeries, SeriesLines } from "./series-lines"
import type { ThresholdRange } from "./threshold"
import { ThresholdLine } from "./threshold-line"
import { linearTicks } from "./ticks"

export interface LineChartProps {
  series: readonly LineSeries[]
  title: ReactNode
  note?: ReactNode
  actions?: ReactNode
  /** One sentence: what falls, what crosses. */
  label: string
  xName: string
  xDomain?: readonly [number, number]
  xTicks?: readonly number[]
  /** `rate` runs from 0 to 100 %, `value` from 0 to the next round number. */
  y?: "rate" | "value"
  /** Thin vertical lines: the ends of epochs. */
  marks?: readonly number[]
  /** A dotted horizontal line: the target. */
  target?: number
  /** The line that crosses from the chart above. */
  threshold?: { value: number; range: ThresholdRange; text: string } | null
  height?: number
  frame?: "panel" | "bare"
  fileName?: string
}

/** Lines with bands: loss over steps, precision and recall over a threshold. */
export function LineChart(props: LineChartProps) {
  const { series, title, note, actions, label, xName, y = "value", marks = [], target, threshold } = props
  const { height = 300, frame = "panel", fileName = "chart" } = props
  const points = series.flatMap((line) => line.points)
  const xs = points.map((point) => point.x)
  const [from, to] = props.xDomain ?? [Math.min(0, ...xs), Math.max(1, ...xs)]
  const xTicks = [...(props.xTicks ?? linearTicks(from, to, 6).filter((tick) => tick >= from && tick <= to))]
  const highest = Math.max(0, ...points.map((point) => point.high ?? point.y))
  const yTicks = y === "rate" ? [0, 0.25, 0.5, 0.75, 1] : linearTicks(0, highest || 1)
  const format = y === "rate" ? (rate: number) => formatPercent(rate, 0) : String
  return (
    <ChartFrame
      title={title}
      note={note}
      actions={actions}
      legend={<SeriesLegend series={series} />}
      label={label}
      table={toTable(series, xName)}
      frame={frame}
      fileName={fileName}
    >
      <ComposedChart
        responsive
        style={chartStyle(height)}
        margin={{ top: 10, right: 20, bottom: 20, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
        <XAxis {...X_AXIS} dataKey="x" domain={[from, to]} ticks={xTicks} label={axisName(xName)} />
        <YAxis
          {...Y_AXIS}
          dataKey="y"
          domain={[0, yTicks.at(-1) ?? 1]}
          ticks={yTicks}
          tickFormatter={format}
        />
        {marks.map((mark) => (
          <ReferenceLine key={mark} x={mark} stroke="var(--wn-grid)" />
        ))}
        {target !== undefined && (
          <ReferenceLine y={target} stroke="var(--text-color-kumo-subtle)" strokeDasharray="1 3" />
        )}
        <SeriesLines series={series} at={threshold?.value ?? null} />
        {threshold && <ThresholdLine {...threshold} label={xName} />}
      </ComposedChart>
    </ChartFrame>
  )
}

function axisName(value: string) {
  const style = { fontSize: 11, fill: "var(--text-color-kumo-subtle)", textAnchor: "middle" } as const
  return { value, position: "insideBottom", offset: -16, style } as const
}

function toTable(series: readonly LineSeries[], xName: string) {
  return {
    columns: ["series", xName, "value", "low", "high"],
    rows: series.flatMap((line) =>
      line.points.map((point) => [line.name, point.x, point.y, point.low ?? null, point.high ?? null]),
    ),
  }
}
