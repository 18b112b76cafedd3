"use client"

import type { ReactNode } from "react"
import { CostQualityChart } from "@/components/charts/cost-quality-chart"
import { IntervalDots } from "@/components/charts/interval-dots"
import { formatCount } from "@/components/format/count"
import { Tabs } from "@/components/ui/tabs"
import type { ComparedRun } from "@/lib/contracts/compare"
import type { CompareProps } from "./compare-props"
import { commonK, QUALITY_UNITS, qualityName, qualityOf } from "./quality"

/** More would not be told apart. */
const MOST_SERIES = 6

interface QualityCostPanelProps extends CompareProps {
  runs: readonly ComparedRun[]
  selectedId: string
}

const COST_NAMES = {
  task: "agent cost per task, USD, log scale",
  success: "agent cost per success, USD, log scale",
}

/** Cost against quality with intervals on both axes; where no cost is known, quality alone. */
export function QualityCostPanel(props: QualityCostPanelProps) {
  const { params, set, runs, selectedId } = props
  const k = commonK(runs)
  const kind = params.quality === "passK" && k === null ? "success" : params.quality
  const drawn = runs.slice(0, MOST_SERIES)
  const costOf = (run: ComparedRun) => (params.cost === "task" ? run.costPerTaskUsd : run.costPerSuccessUsd)
  const points = drawn.flatMap((run) => toPoint(props, run, kind, k, costOf(run)))
  const actions = (
    <>
      {points.length > 0 && (
        <Tabs
          value={params.cost}
          onChange={(cost) => set({ cost })}
          options={[
            { value: "task", label: "Per task" },
            { value: "success", label: "Per success" },
          ]}
        />
      )}
      <Tabs
        value={points.length === 0 && kind === "score" ? "success" : kind}
        onChange={(quality) => set({ quality })}
        options={[
          { value: "success" as const, label: "Success" },
          ...(k === null ? [] : [{ value: "passK" as const, label: `pass^${k}` }]),
          ...(points.length === 0 ? [] : [{ value: "score" as const, label: "Score" }]),
        ]}
      />
    </>
  )
  if (points.length === 0) return <QualityOnly {...props} kind={kind} k={k} actions={actions} />
  const unknown = drawn.length - points.length
  const notes = [
    runs.some(({ whatIf }) => whatIf) && "at what-if prices",
    "95 % intervals",
    unknown > 0 && `cost unknown for ${formatCount(unknown)} of ${formatCount(drawn.length)}`,
    runs.length > MOST_SERIES && `the first ${MOST_SERIES} of ${formatCount(runs.length)} runs`,
  ]
  return (
    <CostQualityChart
      title="Cost against quality"
      note={notes.filter(Boolean).join(" · ")}
      actions={actions}
      points={points}
      unit={QUALITY_UNITS[kind]}
      qualityName={qualityName(kind, k)}
      xName={COST_NAMES[params.cost]}
      selectedId={selectedId}
      height={runs.some(({ latencyMs }) => latencyMs.p50.n > 0) ? 450 : 400}
    />
  )
}

type Kind = QualityCostPanelProps["params"]["quality"]

function toPoint(
  { entityOf }: QualityCostPanelProps,
  run: ComparedRun,
  kind: Kind,
  k: number | null,
  cost: ComparedRun["costPerTaskUsd"],
) {
  const quality = qualityOf(run, kind, k)
  if (cost.value === null || !quality || quality.value === null) return []
  return [
    {
      id: run.id,
      name: run.name,
      ...entityOf(run.id),
      cost: { ...cost, value: cost.value },
      quality: { ...quality, value: quality.value },
      teacherId: run.teacherRunId,
      ...progressOf(run),
    },
  ]
}

/** A run under way is drawn hollow and says how far it is. */
export function progressOf({ n, planned }: ComparedRun): { progress?: string } {
  return planned !== null && n < planned ? { progress: `${formatCount(n)} of ${formatCount(planned)}` } : {}
}

interface QualityOnlyProps extends QualityCostPanelProps {
  kind: Kind
  k: number | null
  actions: ReactNode
}

function QualityOnly({ runs, entityOf, kind, k, actions }: QualityOnlyProps) {
  const shown = kind === "score" ? "success" : kind
  return (
    <IntervalDots
      title={`Quality: ${qualityName(shown, k)}`}
      note="No run here has a known cost: set the prices of its model, or import with costs"
      actions={actions}
      axis={`${qualityName(shown, k)}, 95 % interval`}
      referenceId={runs.find(({ role }) => role === "teacher")?.id ?? ""}
      rows={runs.flatMap((run) => {
        const estimate = qualityOf(run, shown, k)
        return estimate
          ? [{ id: run.id, name: run.name, ...entityOf(run.id), estimate, n: formatCount(run.n) }]
          : []
      })}
    />
  )
}
