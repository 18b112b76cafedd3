"use client"

import { type ReactNode, useMemo } from "react"
import { IntervalDots } from "@/components/charts/interval-dots"
import { formatCount } from "@/components/format/count"
import type { ComparedPair, ComparedRun } from "@/lib/contracts/compare"
import type { CompareProps } from "./compare-props"
import { FacetsView } from "./facets-view"
import { PlaneControls } from "./plane-controls"
import { muteMost, planePoints } from "./plane-points"
import { PlaneView } from "./plane-view"
import { costAxis, type Quality, qualityAxis } from "./quality"
import { TimeView } from "./time-view"

interface QualityCostPanelProps extends CompareProps {
  runs: readonly ComparedRun[]
  pairs: readonly ComparedPair[]
  pair: ComparedPair
}

/** Cost against quality with intervals on both axes; where no cost is known, quality alone. */
export function QualityCostPanel(props: QualityCostPanelProps) {
  const { params, set, entityOf, runs, pairs, pair } = props
  const { quality: kind, k, cost: costKind } = params
  const { studentRunId, teacherRunId } = pair
  const quality = useMemo(() => qualityAxis(runs, { quality: kind, k }), [runs, kind, k])
  const cost = useMemo(() => costAxis(costKind), [costKind])
  const points = useMemo(
    () => muteMost(planePoints(runs, cost, quality, entityOf, pairs), [studentRunId, teacherRunId]),
    [runs, cost, quality, entityOf, pairs, studentRunId, teacherRunId],
  )
  const priced = runs.some(({ costPerTaskUsd }) => costPerTaskUsd.value !== null)
  const actions = (
    <PlaneControls
      params={params}
      set={set}
      quality={quality}
      priced={priced}
      timed={runs.some(({ latencyMs }) => latencyMs.p50.value !== null)}
    />
  )
  if (!priced) return <QualityOnly {...props} quality={quality} actions={actions} />
  const unknown = runs.length - points.length
  const note = [
    runs.some(({ whatIf }) => whatIf) && "at what-if prices",
    `${params.level} % intervals`,
    unknown > 0 && `cost unknown for ${formatCount(unknown)} of ${formatCount(runs.length)}`,
  ]
    .filter(Boolean)
    .join(" · ")
  const loud = new Set(points.flatMap(({ id, muted }) => (muted ? [] : [id])))
  const shared = { params, set, cost, quality, note, actions }
  switch (params.view) {
    case "split":
    case "family":
      return (
        <FacetsView
          {...shared}
          experimentId={props.experimentId}
          by={params.view}
          entityOf={entityOf}
          loud={loud}
        />
      )
    case "time":
      return (
        <TimeView {...shared} experimentId={props.experimentId} runs={runs} entityOf={entityOf} loud={loud} />
      )
    case "plane":
      return (
        <PlaneView
          {...shared}
          points={points}
          selectedId={studentRunId}
          onPick={(run) => {
            if (pairs.some(({ studentRunId }) => studentRunId === run)) set({ run })
          }}
        />
      )
  }
}

interface QualityOnlyProps extends QualityCostPanelProps {
  quality: Quality
  actions: ReactNode
}

/** As many rows as a screen holds. */
const MOST_ROWS = 20

function QualityOnly({ runs, params, entityOf, quality, actions }: QualityOnlyProps) {
  const shown = quality.unit === "percent" ? quality : qualityAxis(runs, { quality: "success", k: null })
  return (
    <IntervalDots
      title={`Quality: ${shown.name}`}
      note="No run here has a known cost: set the prices of its model, or import with costs"
      actions={actions}
      axis={`${shown.name}, ${params.level} % interval`}
      referenceId={runs.find(({ role }) => role === "teacher")?.id ?? ""}
      rows={runs.slice(0, MOST_ROWS).flatMap((run) => {
        const estimate = shown.of(run)
        return estimate
          ? [{ id: run.id, name: run.name, ...entityOf(run.id), estimate, n: formatCount(run.n) }]
          : []
      })}
    />
  )
}
