"use client"

import type { ReactNode } from "react"
import { CartesianGrid, ReferenceLine, ScatterChart, XAxis, YAxis } from "recharts"
import { formatPercent } from "@/components/format/percent"
import { formatScore } from "@/components/format/score"
import { formatUsd, formatUsdTick } from "@/components/format/usd"
import { entityColor } from "@/components/ui/entity"
import { timePositions } from "@/lib/domain/time-positions"
import { axisName, chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { formatDay } from "./day"
import { costDomain, qualityTicks } from "./plane-domain"
import type { CostQualityPoint } from "./plane-place"
import { SuccessiveLayer } from "./successive-layer"

type Interval = CostQualityPoint["quality"]

export interface SuccessivePoint extends Omit<CostQualityPoint, "cost"> {
  timeMs: number
  /** Null where it is unknown. */
  cost: Interval | null
}

export interface SuccessiveReference {
  name: string
  index: number | null
  quality: number | null
  cost: number | null
}

interface SuccessiveChartProps {
  points: readonly SuccessivePoint[]
  title: ReactNode
  note?: ReactNode
  actions?: ReactNode
  unit: "percent" | "score"
  qualityName: string
  teacher: SuccessiveReference | null
}

const MARGIN = { top: 18, right: 24, left: 0 }
/** Room for marks at both ends of the axis. */
const X_DOMAIN: [number, number] = [-0.06, 1.06]

/** Quality above, cost per success below, on one time axis; the teacher runs through both as a dashed line. */
export function SuccessiveChart(props: SuccessiveChartProps) {
  const { title, note, actions, unit, qualityName, teacher } = props
  const inOrder = props.points.toSorted((a, b) => a.timeMs - b.timeMs)
  const { at, proportional } = timePositions(inOrder.map(({ timeMs }) => timeMs))
  const points = inOrder.map((point, index) => ({ ...point, at: at[index] ?? 0 }))
  const priced = points.flatMap((point) => (point.cost ? [{ ...point, cost: point.cost }] : []))
  const format =
    unit === "percent" ? (rate: number) => formatPercent(rate, 0) : (score: number) => formatScore(score, 2)
  const asLine = (value: number | null | undefined): Interval[] =>
    value === null || value === undefined ? [] : [{ value, low: null, high: null }]
  const plane = (quality: Interval[], cost: Interval[]) =>
    quality.map((one, index) => ({ id: "", name: "", index: null, quality: one, cost: cost[index] ?? one }))
  const qualities = [...points.map(({ quality }) => quality), ...asLine(teacher?.quality)]
  const costs = [...priced.map(({ cost }) => cost), ...asLine(teacher?.cost)]
  const yTicks = qualityTicks(plane(qualities, qualities), unit)
  const costTicks = costDomain(plane(costs, costs))
  const xAxis = {
    ...X_AXIS,
    dataKey: "x",
    domain: X_DOMAIN,
    ticks: at,
    tickFormatter: (tick: number) => formatDay(points.find((point) => point.at === tick)?.timeMs, inOrder),
  }
  return (
    <ChartFrame
      kind="successive"
      title={title}
      note={note}
      actions={actions}
      label={describe(points, qualityName, format)}
      table={toTable(points, qualityName)}
      fileName="successive-students"
    >
      <ScatterChart responsive style={chartStyle(235)} margin={{ ...MARGIN, bottom: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
        <XAxis {...xAxis} tickFormatter={() => ""} height={8} />
        <YAxis
          {...Y_AXIS}
          dataKey="y"
          domain={[yTicks[0] ?? 0, yTicks.at(-1) ?? 1]}
          ticks={yTicks}
          tickFormatter={format}
        />
        <TeacherLine teacher={teacher} value={teacher?.quality ?? null} what={qualityName} />
        <SuccessiveLayer
          named
          points={points.map((point) => ({ ...point, y: point.quality, text: format(point.quality.value) }))}
        />
      </ScatterChart>
      <ScatterChart responsive style={chartStyle(205)} margin={{ ...MARGIN, bottom: 22 }}>
        <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
        <XAxis
          {...xAxis}
          label={axisName(proportional ? "created" : "created, in order: distances are not to scale")}
        />
        <YAxis
          {...Y_AXIS}
          dataKey="y"
          scale="log"
          domain={[costTicks[0] ?? 0.001, costTicks.at(-1) ?? 1]}
          ticks={costTicks}
          tickFormatter={formatUsdTick}
        />
        <TeacherLine teacher={teacher} value={teacher?.cost ?? null} what="cost per success" />
        <SuccessiveLayer
          points={priced.map((point) => ({ ...point, y: point.cost, text: formatUsd(point.cost.value) }))}
        />
      </ScatterChart>
    </ChartFrame>
  )
}

interface TeacherLineProps {
  teacher: SuccessiveReference | null
  value: number | null
  what: string
}

function TeacherLine({ teacher, value, what }: TeacherLineProps) {
  if (!teacher || value === null || value <= 0) return null
  const label = {
    value: `${teacher.name}, ${what}`,
    position: "insideBottomLeft",
    fontSize: 11,
    fill: "var(--text-color-kumo-subtle)",
  } as const
  return <ReferenceLine y={value} stroke={entityColor(teacher.index)} strokeDasharray="4 3" label={label} />
}

function describe(
  points: readonly SuccessivePoint[],
  qualityName: string,
  format: (quality: number) => string,
): string {
  const named = points
    .slice(-6)
    .map(
      ({ name, quality, cost }) =>
        `${name} ${format(quality.value)} at ${cost ? formatUsd(cost.value) : "an unknown cost"}`,
    )
  const before = points.length > 6 ? `the last six of ${points.length}, ` : ""
  return `${qualityName} and cost per success of successive students: ${before}${named.join("; ")}.`
}

function toTable(points: readonly SuccessivePoint[], qualityName: string) {
  return {
    columns: [
      "Created",
      "Student",
      qualityName,
      "low",
      "high",
      "cost per success, USD",
      "cost low",
      "cost high",
    ],
    rows: points.map(({ timeMs, name, quality, cost }) => [
      new Date(timeMs).toISOString(),
      name,
      quality.value,
      quality.low,
      quality.high,
      cost?.value ?? null,
      cost?.low ?? null,
      cost?.high ?? null,
    ]),
  }
}
