"use client"

import type { ReactNode } from "react"
import { CartesianGrid, ComposedChart, ReferenceDot, ReferenceLine, XAxis, YAxis } from "recharts"
import { formatCount } from "@/components/format/count"
import { formatUsdTick } from "@/components/format/usd"
import { chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { SeriesLegend } from "./series-legend"
import { interpolate, type LineSeries, SeriesLines } from "./series-lines"
import { linearTicks } from "./ticks"

export interface CumulativeCostChartProps {
  series: readonly LineSeries[]
  title: ReactNode
  note?: ReactNode
  label: string
  /** What is counted along x: `episodes`. */
  xName: string
  until: number
  /** Where the lines cross, with its interval; null where they do not. */
  crossing: { value: number; low: number | null; high: number | null } | null
  height?: number
  frame?: "panel" | "bare"
}

/** What has been spent after so many episodes, one line each, with the crossing marked. */
export function CumulativeCostChart(props: CumulativeCostChartProps) {
  const { series, title, note, label, xName, until, crossing, height = 220, frame } = props
  const top = Math.max(...series.flatMap(({ points }) => points.map((point) => point.high ?? point.y)), 0)
  const yTicks = linearTicks(0, top || 1)
  const meeting = crossing && interpolate(series[0]?.points ?? [], crossing.value)
  const xTicks = linearTicks(0, until, 4).filter((tick) => tick <= until)
  return (
    <ChartFrame
      kind="cumulative-cost"
      title={title}
      note={note}
      legend={<SeriesLegend series={series} />}
      label={label}
      table={{
        columns: ["line", xName, "USD", "low", "high"],
        rows: series.flatMap(({ name, points }) =>
          points.map((point) => [name, Math.round(point.x), point.y, point.low ?? null, point.high ?? null]),
        ),
      }}
      fileName="break-even"
      {...(frame ? { frame } : {})}
    >
      <ComposedChart
        responsive
        style={chartStyle(height)}
        margin={{ top: 10, right: 20, bottom: 20, left: 4 }}
      >
        <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
        <XAxis
          {...X_AXIS}
          dataKey="x"
          domain={[0, until]}
          ticks={xTicks}
          tickFormatter={formatCount}
          label={{
            value: xName,
            position: "insideBottom",
            offset: -16,
            style: { fontSize: 11, fill: "var(--text-color-kumo-subtle)", textAnchor: "middle" },
          }}
        />
        <YAxis
          {...Y_AXIS}
          dataKey="y"
          domain={[0, yTicks.at(-1) ?? 1]}
          ticks={yTicks}
          tickFormatter={formatUsdTick}
        />
        {[crossing?.low, crossing?.high].map(
          (end) =>
            end != null &&
            end <= until && (
              <ReferenceLine key={end} x={end} stroke="var(--color-kumo-line)" strokeDasharray="2 3" />
            ),
        )}
        {crossing && <ReferenceLine x={crossing.value} stroke="var(--text-color-kumo-subtle)" />}
        <SeriesLines series={series} />
        {crossing && meeting !== null && (
          <ReferenceDot
            x={crossing.value}
            y={meeting}
            r={4}
            fill="var(--text-color-kumo-default)"
            stroke="none"
          />
        )}
      </ComposedChart>
    </ChartFrame>
  )
}
