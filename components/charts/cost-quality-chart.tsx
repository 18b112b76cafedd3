"use client"

import { type ReactNode, useMemo } from "react"
import { CartesianGrid, ScatterChart, XAxis, YAxis } from "recharts"
import { formatPercent } from "@/components/format/percent"
import { formatScore } from "@/components/format/score"
import { formatUsdTick } from "@/components/format/usd"
import { axisName, chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import type { PlaneBrush } from "./brush-layer"
import { ChartFrame } from "./chart-frame"
import { CostQualityLayer } from "./cost-quality-layer"
import { describeFrontier } from "./frontier"
import { FrontierLayer } from "./frontier-layer"
import { costDomain, qualityTicks } from "./plane-domain"
import type { CostQualityPoint } from "./plane-place"
import { describePlane, planeTable, pointTitle } from "./plane-text"
import { SizeLegend } from "./size-legend"
import { sizeScale } from "./size-scale"

export interface CostQualityChartProps {
  points: readonly CostQualityPoint[]
  title?: ReactNode
  note?: ReactNode
  actions?: ReactNode
  /** Above the picture: sliders and what the box holds. */
  controls?: ReactNode
  /** `percent`: a rate from 0; `score`: the metric's own unit. */
  unit?: "percent" | "score"
  qualityName?: string
  /** The words under the axis. */
  costName?: string
  selectedId?: string | null
  /** How many teacher-to-student arrows at most; 0 for none. */
  arrows?: number
  /** Draws the frontier of these points with its band at this level; null draws none. */
  frontier?: number | null
  /** What `size` of the points means and how it is written; none: all marks are of one size. */
  size?: { name: string; format: (value: number) => string } | undefined
  brush?: PlaneBrush
  height?: number
  fileName?: string
}

/** Cost against quality: log x, whiskers on both axes, direct labels, arrows from teacher to student. */
export function CostQualityChart(props: CostQualityChartProps) {
  const { points, title = "Cost against quality", unit = "percent", height = 330, size } = props
  const { qualityName = "success", costName = "agent cost per task, USD, log scale" } = props
  const drawn = useMemo(() => points.filter((point) => point.cost.value > 0), [points])
  const level = props.frontier ?? null
  const frontier = useMemo(
    () => (level === null ? null : describeFrontier(drawn, level, unit === "percent")),
    [level, drawn, unit],
  )
  const sizes = size ? drawn.flatMap((point) => (point.size ? [point.size] : [])) : []
  const scale = useMemo(() => sizeScale(size ? drawn.map((point) => point.size) : []), [drawn, size])
  const format =
    unit === "percent" ? (rate: number) => formatPercent(rate, 0) : (score: number) => formatScore(score, 2)
  const words = { qualityName, costName, format, frontier, size }
  const xTicks = costDomain(drawn)
  const yTicks = qualityTicks(drawn, unit)
  return (
    <ChartFrame
      kind="cost-quality"
      title={title}
      note={props.note}
      actions={props.actions}
      controls={
        <>
          {props.controls}
          {size && <SizeLegend name={size.name} values={sizes} scale={scale} format={size.format} />}
        </>
      }
      label={describePlane(drawn, words)}
      table={planeTable(points, words)}
      fileName={props.fileName ?? "cost-against-quality"}
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
          tickFormatter={formatUsdTick}
          label={axisName(costName)}
        />
        <YAxis
          {...Y_AXIS}
          dataKey="y"
          domain={[yTicks[0] ?? 0, yTicks.at(-1) ?? 1]}
          ticks={yTicks}
          tickFormatter={format}
        />
        {frontier && <FrontierLayer frontier={frontier} />}
        <CostQualityLayer
          points={drawn}
          selectedId={props.selectedId ?? null}
          arrows={props.arrows ?? 3}
          size={scale}
          titleOf={(point) => pointTitle(point, words)}
          brush={props.brush}
        />
      </ScatterChart>
    </ChartFrame>
  )
}
