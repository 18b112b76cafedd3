"use client"

import type { ReactNode } from "react"
import { CartesianGrid, ScatterChart, XAxis, YAxis } from "recharts"
import { formatDuration } from "@/components/format/duration"
import { formatPercent } from "@/components/format/percent"
import { formatScore } from "@/components/format/score"
import { formatUsd, formatUsdTick } from "@/components/format/usd"
import { chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { CostQualityLayer, type CostQualityPoint } from "./cost-quality-layer"
import { linearTicks, logTicks, rateTicks } from "./ticks"

export interface CostQualityChartProps {
  points: readonly CostQualityPoint[]
  title?: ReactNode
  note?: ReactNode
  actions?: ReactNode
  /** `percent`: a rate from 0; `score`: the metric's own unit. */
  unit?: "percent" | "score"
  qualityName?: string
  /** What runs along the axis, in `cost` of every point: USD, or milliseconds per episode. */
  x?: "usd" | "latency"
  /** The words under the axis. */
  xName?: string
  selectedId?: string | null
  /** How many teacher-to-student arrows at most; 0 for none. */
  arrows?: number
  height?: number
  fileName?: string
}

/** Cost against quality: log x, whiskers on both axes, direct labels, arrows from teacher to student. */
export function CostQualityChart(props: CostQualityChartProps) {
  const { points, title = "Cost against quality", note, actions, unit = "percent", height = 330 } = props
  const { qualityName = "success", selectedId = null, arrows = 3, fileName = "cost-against-quality" } = props
  const { x = "usd", xName = "agent cost per task, USD, log scale" } = props
  const formatX = x === "usd" ? formatUsd : (ms: number) => formatDuration(ms)
  const drawn = points.filter((point) => point.cost.value > 0)
  const xTicks = logTicks(...extent(drawn.map((point) => point.cost)))
  const [lowest, highest] = extent(drawn.map((point) => point.quality))
  const yTicks = unit === "percent" ? rateTicks(highest) : linearTicks(Math.min(0, lowest), highest)
  const format =
    unit === "percent" ? (rate: number) => formatPercent(rate, 0) : (score: number) => formatScore(score, 2)
  return (
    <ChartFrame
      title={title}
      note={note}
      actions={actions}
      label={describe(drawn, xName, qualityName, format, formatX)}
      table={toTable(points, xName, qualityName)}
      fileName={fileName}
    >
      <ScatterChart
        responsive
        style={chartStyle(height)}
        margin={{ top: 16, right: 24, bottom: 22, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
        <XAxis
          {...X_AXIS}
          dataKey="x"
          scale="log"
          domain={[xTicks[0] ?? 0.001, xTicks.at(-1) ?? 1]}
          ticks={xTicks}
          tickFormatter={x === "usd" ? formatUsdTick : formatSecondsTick}
          label={axisName(xName)}
        />
        <YAxis
          {...Y_AXIS}
          dataKey="y"
          domain={[yTicks[0] ?? 0, yTicks.at(-1) ?? 1]}
          ticks={yTicks}
          tickFormatter={format}
        />
        <CostQualityLayer points={drawn} selectedId={selectedId} arrows={arrows} />
      </ScatterChart>
    </ChartFrame>
  )
}

/** Ticks are round: `0.5 s`, `20 s`, `100 s`. */
function formatSecondsTick(ms: number): string {
  return `${Number((ms / 1000).toPrecision(2))} s`
}

function axisName(value: string) {
  const style = { fontSize: 11, fill: "var(--text-color-kumo-subtle)", textAnchor: "middle" } as const
  return { value, position: "insideBottom", offset: -16, style } as const
}

function extent(
  estimates: readonly { value: number; low: number | null; high: number | null }[],
): [number, number] {
  const positive = estimates
    .flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])
    .filter((v) => v > 0)
  return positive.length === 0 ? [0.001, 1] : [Math.min(...positive), Math.max(...positive)]
}

function describe(
  points: readonly CostQualityPoint[],
  xName: string,
  quality: string,
  format: (value: number) => string,
  formatX: (value: number) => string,
): string {
  const named = points.map(
    (point) => `${point.name} ${format(point.quality.value)} at ${formatX(point.cost.value)}`,
  )
  return `${quality} against ${xName}: ${named.join("; ") || "no points yet"}.`
}

function toTable(points: readonly CostQualityPoint[], xName: string, quality: string) {
  return {
    columns: ["Model", xName, "low", "high", quality, `${quality} low`, `${quality} high`, "Teacher"],
    rows: points.map((point) => [
      point.name,
      point.cost.value,
      point.cost.low,
      point.cost.high,
      point.quality.value,
      point.quality.low,
      point.quality.high,
      points.find((other) => other.id === point.teacherId)?.name ?? null,
    ]),
  }
}
