"use client"

import type { ReactNode } from "react"
import { CartesianGrid, ScatterChart, XAxis, YAxis } from "recharts"
import { formatCountOf } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatScore } from "@/components/format/score"
import { formatUsdTick } from "@/components/format/usd"
import { EntityMarker } from "@/components/ui/entity-marker"
import { chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { CostQualityLayer } from "./cost-quality-layer"
import { costDomain, qualityTicks } from "./plane-domain"
import type { CostQualityPoint } from "./plane-place"
import { planeTable, pointTitle } from "./plane-text"
import { sizeScale } from "./size-scale"

export interface PlaneFacet {
  name: string
  /** Grey, beside the name: `115 tasks`. */
  detail: string
  points: readonly CostQualityPoint[]
}

interface CostQualityFacetsProps {
  facets: readonly PlaneFacet[]
  title: ReactNode
  note?: ReactNode
  actions?: ReactNode
  unit: "percent" | "score"
  qualityName: string
  costName: string
}

const HEIGHT = 190

/** Small planes side by side on the same axes; names stand once, below. */
export function CostQualityFacets(props: CostQualityFacetsProps) {
  const { facets, title, note, actions, unit, qualityName, costName } = props
  const all = facets.flatMap(({ points }) => points)
  const [xTicks, yTicks] = [thin(costDomain(all)), qualityTicks(all, unit)]
  const format =
    unit === "percent" ? (rate: number) => formatPercent(rate, 0) : (score: number) => formatScore(score, 2)
  const words = { qualityName, costName, format, frontier: null, size: undefined }
  const table = planeTable([], words)
  const rows = facets.flatMap(({ name, points }) =>
    planeTable(points, words).rows.map((row) => [name, ...row]),
  )
  return (
    <ChartFrame
      kind="cost-quality-facets"
      title={title}
      note={note}
      actions={actions}
      label={describe(facets, qualityName, costName)}
      table={{ columns: ["Facet", ...table.columns], rows }}
      fileName="cost-against-quality-facets"
    >
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,250px),1fr))] gap-x-2 gap-y-3 px-2 pt-2">
        {facets.map(({ name, detail, points }) => (
          <div key={name} className="min-w-0">
            <div className="flex items-baseline gap-1.5 px-2">
              <span className="truncate font-medium text-note">{name}</span>
              <span className="shrink-0 text-head text-kumo-subtle">{detail}</span>
            </div>
            <ScatterChart
              responsive
              style={chartStyle(HEIGHT)}
              margin={{ top: 8, right: 14, bottom: 0, left: 0 }}
            >
              <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
              <XAxis
                {...X_AXIS}
                dataKey="x"
                scale="log"
                domain={[xTicks[0] ?? 0.001, xTicks.at(-1) ?? 1]}
                ticks={xTicks}
                tickFormatter={formatUsdTick}
              />
              <YAxis
                {...Y_AXIS}
                dataKey="y"
                domain={[yTicks[0] ?? 0, yTicks.at(-1) ?? 1]}
                ticks={yTicks}
                tickFormatter={format}
                width={44}
              />
              <CostQualityLayer
                points={points}
                selectedId={null}
                arrows={0}
                size={SAME_SIZE}
                titleOf={(point) => pointTitle(point, words)}
                labelled={false}
              />
            </ScatterChart>
          </div>
        ))}
      </div>
      <PointLegend points={all} />
      <p className="pb-2 text-center text-head text-kumo-subtle">{costName}</p>
    </ChartFrame>
  )
}

const SAME_SIZE = sizeScale([])

/** Powers of ten and the two ends: a small picture has no room for more. */
function thin(ticks: readonly number[]): number[] {
  const last = ticks.length - 1
  const tens = ticks.filter((tick) => Number.isInteger(Number(Math.log10(tick).toFixed(9))))
  const kept = tens.length > 1 ? [ticks[0], ...tens, ticks[last]] : [ticks[0], ticks[last]]
  return [...new Set(kept)].filter((tick) => tick !== undefined)
}

function PointLegend({ points }: { points: readonly CostQualityPoint[] }) {
  const named = new Map(points.filter(({ muted }) => !muted).map((point) => [point.id, point]))
  return (
    <div className="flex flex-wrap justify-center gap-x-4 gap-y-1 px-3 py-2 text-note">
      {[...named.values()].map(({ id, name, index, shape }) => (
        <span key={id} className="inline-flex min-w-0 items-center gap-1.5">
          <EntityMarker index={index} {...(shape === undefined ? {} : { shape })} />
          <span className="truncate">{name}</span>
        </span>
      ))}
    </div>
  )
}

function describe(facets: readonly PlaneFacet[], qualityName: string, costName: string): string {
  const named = facets.map(({ name, points }) => `${name} with ${formatCountOf(points.length, "run")}`)
  return `${qualityName} against ${costName}, on shared axes: ${named.join(", ") || "nothing yet"}.`
}
