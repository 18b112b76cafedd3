"use client"

import { memo, type ReactNode } from "react"
import { CartesianGrid, ComposedChart, ReferenceLine, XAxis, YAxis } from "recharts"
import { formatPercent } from "@/components/format/percent"
import { chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { SeriesLegend } from "./series-legend"
import { type LineSeries, SeriesAtThreshold, SeriesLines } from "./series-lines"
import type { ThresholdRange } from "./threshold"
import { ThresholdProvider } from "./threshold-context"
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
  threshold?: { value: number; range: ThresholdRange } | null
  height?: number
  frame?: "panel" | "bare"
  fileName?: string
}

const NO_MARKS: readonly number[] = []

/** Lines with bands: loss over steps, precision and recall over a threshold. */
export function LineChart(props: LineChartProps) {
  const { series, title, note, actions, label, xName, threshold = null } = props
  const { frame = "panel", fileName = "chart" } = props
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
      <ThresholdProvider value={{ value: threshold?.value ?? null }}>
        <Picture
          series={series}
          xName={xName}
          from={props.xDomain?.[0]}
          to={props.xDomain?.[1]}
          xTicks={props.xTicks}
          y={props.y ?? "value"}
          marks={props.marks ?? NO_MARKS}
          target={props.target}
          range={threshold?.range ?? null}
          height={props.height ?? 300}
        />
      </ThresholdProvider>
    </ChartFrame>
  )
}

interface PictureProps {
  series: readonly LineSeries[]
  xName: string
  from: number | undefined
  to: number | undefined
  xTicks: readonly number[] | undefined
  y: "rate" | "value"
  marks: readonly number[]
  target: number | undefined
  range: ThresholdRange | null
  height: number
}

const Picture = memo(function Picture(props: PictureProps) {
  const { series, xName, y, marks, target, range } = props
  const points = series.flatMap((line) => line.points)
  const xs = points.map((point) => point.x)
  const { from = Math.min(0, ...xs), to = Math.max(1, ...xs) } = props
  const xTicks = [...(props.xTicks ?? linearTicks(from, to, 6).filter((tick) => tick >= from && tick <= to))]
  const highest = Math.max(0, ...points.map((point) => point.high ?? point.y))
  const yTicks = y === "rate" ? [0, 0.25, 0.5, 0.75, 1] : linearTicks(0, highest || 1)
  const format = y === "rate" ? (rate: number) => formatPercent(rate, 0) : String
  return (
    <ComposedChart
      responsive
      style={chartStyle(props.height)}
      margin={{ top: 10, right: 20, bottom: 20, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
      <XAxis {...X_AXIS} dataKey="x" domain={[from, to]} ticks={xTicks} label={axisName(xName)} />
      <YAxis {...Y_AXIS} dataKey="y" domain={[0, yTicks.at(-1) ?? 1]} ticks={yTicks} tickFormatter={format} />
      {marks.map((mark) => (
        <ReferenceLine key={mark} x={mark} stroke="var(--wn-grid)" />
      ))}
      {target !== undefined && (
        <ReferenceLine y={target} stroke="var(--text-color-kumo-subtle)" strokeDasharray="1 3" />
      )}
      <SeriesLines series={series} />
      <SeriesAtThreshold series={series} />
      {range && <ThresholdLine range={range} format={String} label={xName} />}
    </ComposedChart>
  )
})

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
