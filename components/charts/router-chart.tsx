"use client"

import type { ReactNode } from "react"
import { CartesianGrid, ComposedChart, ReferenceDot, XAxis, YAxis } from "recharts"
import { formatPercent } from "@/components/format/percent"
import { formatUsdTick } from "@/components/format/usd"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { SeriesLegend } from "./series-legend"
import { type LineSeries, SeriesLines } from "./series-lines"
import { linearTicks, rateTicks } from "./ticks"

export interface RouterChartPoint {
  rule: string
  costUsd: Estimate
  successRate: Estimate
  escalated: Estimate
}

export interface RouterChartProps {
  /** The mixture from never to always escalating. */
  points: readonly RouterChartPoint[]
  teacher: { name: string; color: string; costUsd: Estimate; successRate: Estimate }
  color: string
  /** Which point is drawn large. */
  best: number | null
  label: string
  title: ReactNode
  note?: ReactNode
  height?: number
}

const ESTIMATE_COLUMNS = ["value", "low", "high"] as const

/** What a mixture solves against what it costs, with the teacher alone beside it. */
export function RouterChart(props: RouterChartProps) {
  const { points, teacher, color, best, label, title, note, height = 260 } = props
  const line: LineSeries = {
    name: "student, then teacher",
    color,
    dots: true,
    points: points.map(({ costUsd, successRate }) => toPoint(costUsd, successRate)),
  }
  const alone: LineSeries = {
    name: `${teacher.name} alone`,
    color: teacher.color,
    dashed: true,
    points: [toPoint(teacher.costUsd, teacher.successRate)],
  }
  const costs = [...line.points, ...alone.points].map(({ x }) => x)
  const until = Math.max(...costs) * 1.05 || 1
  const highest = Math.max(...[...line.points, ...alone.points].map((point) => point.high ?? point.y))
  const yTicks = rateTicks(highest)
  const marked = best === null ? undefined : line.points[best]
  return (
    <ChartFrame
      kind="router"
      title={title}
      note={note}
      legend={<SeriesLegend series={[line, alone]} />}
      label={label}
      table={{
        columns: [
          "escalated when",
          ...["share escalated", "success", "USD a task"].flatMap((name) =>
            ESTIMATE_COLUMNS.map((end) => (end === "value" ? name : `${name}, ${end}`)),
          ),
        ],
        rows: [
          ...points.map(({ rule, escalated, successRate, costUsd }) => [
            rule,
            ...[escalated, successRate, costUsd].flatMap((estimate) =>
              ESTIMATE_COLUMNS.map((end) => round(estimate[end])),
            ),
          ]),
        ],
      }}
      fileName="router"
      frame="bare"
    >
      <ComposedChart
        responsive
        style={chartStyle(height)}
        margin={{ top: 10, right: 20, bottom: 20, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
        <XAxis
          {...X_AXIS}
          dataKey="x"
          domain={[0, until]}
          ticks={linearTicks(0, until, 5).filter((tick) => tick <= until)}
          tickFormatter={formatUsdTick}
          label={{
            value: "agent cost per task, USD",
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
          tickFormatter={(rate: number) => formatPercent(rate, 0)}
        />
        <SeriesLines series={[line, { ...alone, dots: true }]} />
        {marked && <ReferenceDot x={marked.x} y={marked.y} r={5} fill={color} stroke="none" />}
      </ComposedChart>
    </ChartFrame>
  )
}

function toPoint(cost: Estimate, success: Estimate) {
  return { x: cost.value ?? 0, y: success.value ?? 0, low: success.low, high: success.high }
}

function round(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(4))
}
