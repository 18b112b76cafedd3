"use client"

import type { ReactNode } from "react"
import { CostQualityChart } from "@/components/charts/cost-quality-chart"
import type { CostQualityPoint } from "@/components/charts/plane-place"
import { formatDuration } from "@/components/format/duration"
import type { CompareParams, SetCompareParams } from "../search-params"
import { PlaneBar } from "./plane-bar"
import { PlaneBoxInAddress } from "./plane-box"
import type { Cost, Quality } from "./quality"

interface PlaneViewProps {
  points: readonly CostQualityPoint[]
  cost: Cost
  quality: Quality
  params: CompareParams
  set: SetCompareParams
  selectedId: string
  /** Runs that can be the pair of the verdict. */
  onPick: (runId: string) => void
  note: string
  actions: ReactNode
}

const BY_LATENCY = { name: "p50 latency", format: formatDuration }

/** All runs on one plane; drag a box over it to pick some out of many. */
export function PlaneView(props: PlaneViewProps) {
  const { points, cost, quality, params, set, selectedId, onPick, note, actions } = props
  return (
    <>
      <PlaneBoxInAddress points={points} />
      <CostQualityChart
        title="Cost against quality"
        note={note}
        actions={actions}
        controls={<PlaneBar set={set} quality={quality} total={points.length} />}
        points={points}
        unit={quality.unit}
        qualityName={quality.name}
        costName={cost.name}
        selectedId={selectedId}
        frontier={params.frontier && points.length > 1 ? params.level / 100 : null}
        size={params.size === "latency" ? BY_LATENCY : undefined}
        brush={{ onPick }}
        height={430}
      />
    </>
  )
}
