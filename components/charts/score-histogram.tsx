"use client"

import { memo, type ReactNode } from "react"
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts"
import { formatCount } from "@/components/format/count"
import { formatScore } from "@/components/format/score"
import { chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { HistogramBars, type HistogramBin } from "./histogram-bars"
import { HistogramLegend } from "./histogram-legend"
import type { ThresholdRange } from "./threshold"
import { ThresholdLine } from "./threshold-line"
import { linearTicks } from "./ticks"

export interface ScoreHistogramProps {
  bins: readonly HistogramBin[]
  title: ReactNode
  note?: ReactNode
  actions?: ReactNode
  /** Where the line rests, for the sentence; the line itself is that of the provider above. */
  threshold: number | null
  /** What the numbers along the axis are; `score` unless given. */
  metric?: string
  range: ThresholdRange
  height?: number
  frame?: "panel" | "bare"
  fileName?: string
}

/** Episodes by score: bad hatched at the base, then good, then unlabelled. */
export function ScoreHistogram(props: ScoreHistogramProps) {
  const { bins, title, note, actions, threshold, range, height = 300 } = props
  const { metric = "score" } = props
  const { frame = "panel", fileName = "score-histogram" } = props
  return (
    <ChartFrame
      kind="score-histogram"
      title={title}
      note={note}
      actions={actions}
      legend={<HistogramLegend bins={bins} />}
      label={describe(bins, threshold, metric)}
      table={{
        columns: ["From", "To", "Bad", "Good", "Unlabelled"],
        rows: bins.map((bin) => [bin.from, bin.to, bin.bad, bin.good, bin.unlabelled]),
      }}
      frame={frame}
      fileName={fileName}
    >
      <Picture
        bins={bins}
        metric={metric}
        from={range.min}
        to={range.max}
        step={range.step}
        height={height}
      />
    </ChartFrame>
  )
}

interface PictureProps {
  bins: readonly HistogramBin[]
  metric: string
  from: number
  to: number
  step: number
  height: number
}

const Picture = memo(function Picture({ bins, metric, from, to, step, height }: PictureProps) {
  const tallest = Math.max(1, ...bins.map((bin) => bin.good + bin.bad + bin.unlabelled))
  const yTicks = linearTicks(0, tallest)
  return (
    <ComposedChart responsive style={chartStyle(height)} margin={{ top: 14, right: 16, bottom: 4, left: 0 }}>
      <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
      <XAxis {...X_AXIS} dataKey="x" domain={[from, to]} ticks={linearTicks(from, to, 9)} />
      <YAxis {...Y_AXIS} dataKey="y" domain={[0, yTicks.at(-1) ?? 1]} ticks={yTicks} />
      <HistogramBars bins={bins} />
      <ThresholdLine
        range={{ min: from, max: to, step }}
        format={(value) => `≥ ${formatScore(value, 2)}`}
        label={`Threshold on ${metric}`}
      />
    </ComposedChart>
  )
})

function describe(bins: readonly HistogramBin[], threshold: number | null, metric: string): string {
  const total = (from: number) =>
    bins
      .filter((bin) => bin.from >= from - 1e-9)
      .reduce((sum, bin) => sum + bin.good + bin.bad + bin.unlabelled, 0)
  const all = formatCount(total(Number.NEGATIVE_INFINITY))
  if (threshold === null) return `Histogram of ${all} episodes by ${metric}.`
  return `Histogram of ${all} episodes by ${metric}; ${formatCount(total(threshold))} lie at or above ${threshold}.`
}
