"use client"

import { memo, type ReactNode } from "react"
import { CartesianGrid, ComposedChart, ReferenceLine, XAxis, YAxis } from "recharts"
import { formatPercent } from "@/components/format/percent"
import { axisName, chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { SeriesLegend } from "./series-legend"
import { type LineSeries, SeriesAtThreshold, SeriesLines } from "./series-lines"
import type { ThresholdRange } from "./threshold"
import { ThresholdProvider, useThreshold } from "./threshold-context"
import { ThresholdLine } from "./threshold-line"
import { linearTicks, logTicks } from "./ticks"

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
  /** `log`: 1-2-5 ticks over positive x. */
  xScale?: "linear" | "log"
  xFormat?: (x: number) => string
  /** `rate` runs from 0 to 100 %, `value` from 0 to the next round number. */
  y?: "rate" | "value"
  yFormat?: (y: number) => string
  /** Thin vertical lines: the ends of epochs. */
  marks?: readonly number[]
  /** A dotted horizontal line: the target. */
  target?: number
  /** Draws the line of the provider above, which crosses from another chart. */
  thresholdRange?: ThresholdRange
  height?: number
  frame?: "panel" | "bare"
  fileName?: string
}

const NO_MARKS: readonly number[] = []

/** A legend of more lines gets a row of its own. */
const MOST_IN_HEADER = 3

/** Lines with bands: loss over steps, precision and recall over a threshold. */
export function LineChart(props: LineChartProps) {
  const { series, title, note, actions, label, xName, thresholdRange } = props
  const { frame = "panel", fileName = "chart" } = props
  return (
    <ChartFrame
      kind="line"
      title={title}
      note={note}
      actions={actions}
      {...(series.length > MOST_IN_HEADER
        ? {
            controls: (
              <div className="px-3 pt-2">
                <SeriesLegend series={series} />
              </div>
            ),
          }
        : { legend: <SeriesLegend series={series} /> })}
      label={label}
      table={toTable(series, xName)}
      frame={frame}
      fileName={fileName}
    >
      <ShownThreshold isDrawn={thresholdRange !== undefined}>
        <Picture
          series={series}
          xName={xName}
          xDomain={props.xDomain}
          xTicks={props.xTicks}
          xScale={props.xScale ?? "linear"}
          xFormat={props.xFormat ?? String}
          y={props.y ?? "value"}
          yFormat={props.yFormat}
          marks={props.marks ?? NO_MARKS}
          target={props.target}
          range={thresholdRange}
          height={props.height ?? 300}
        />
      </ShownThreshold>
    </ChartFrame>
  )
}

/** The line of the provider above to look at: it is moved where it comes from. */
function ShownThreshold({ isDrawn, children }: { isDrawn: boolean; children: ReactNode }) {
  const { value } = useThreshold()
  return <ThresholdProvider value={{ value: isDrawn ? value : null }}>{children}</ThresholdProvider>
}

interface PictureProps {
  series: readonly LineSeries[]
  xName: string
  xDomain: readonly [number, number] | undefined
  xTicks: readonly number[] | undefined
  xScale: "linear" | "log"
  xFormat: (x: number) => string
  y: "rate" | "value"
  yFormat: ((y: number) => string) | undefined
  marks: readonly number[]
  target: number | undefined
  range: ThresholdRange | undefined
  height: number
}

const Picture = memo(function Picture(props: PictureProps) {
  const { series, xName, y, marks, target, range } = props
  const points = series.flatMap((line) => line.points)
  const { domain, ticks } = xAxisOf(
    props,
    points.map((point) => point.x),
  )
  const highest = Math.max(0, ...points.map((point) => point.high ?? point.y))
  const yTicks = y === "rate" ? [0, 0.25, 0.5, 0.75, 1] : linearTicks(0, highest || 1)
  const format = props.yFormat ?? (y === "rate" ? (rate: number) => formatPercent(rate, 0) : String)
  return (
    <ComposedChart
      responsive
      style={chartStyle(props.height)}
      margin={{ top: 10, right: 20, bottom: 20, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
      <XAxis
        {...X_AXIS}
        dataKey="x"
        scale={props.xScale}
        domain={[...domain]}
        ticks={[...ticks]}
        tickFormatter={props.xFormat}
        label={axisName(xName)}
      />
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

function xAxisOf(
  { xDomain, xTicks, xScale }: PictureProps,
  xs: readonly number[],
): { domain: readonly [number, number]; ticks: readonly number[] } {
  if (xScale === "log") {
    const positive = xs.filter((x) => x > 0)
    const ticks = positive.length === 0 ? [1, 10] : logTicks(Math.min(...positive), Math.max(...positive))
    return { domain: xDomain ?? [ticks[0] ?? 1, ticks.at(-1) ?? 10], ticks: xTicks ?? ticks }
  }
  const [from, to] = xDomain ?? [Math.min(0, ...xs), Math.max(1, ...xs)]
  const ticks = xTicks ?? linearTicks(from, to, 6).filter((tick) => tick >= from && tick <= to)
  return { domain: [from, to], ticks }
}

function toTable(series: readonly LineSeries[], xName: string) {
  return {
    columns: ["series", xName, "value", "low", "high"],
    rows: series.flatMap((line) =>
      line.points.map((point) => [line.name, point.x, point.y, point.low ?? null, point.high ?? null]),
    ),
  }
}
