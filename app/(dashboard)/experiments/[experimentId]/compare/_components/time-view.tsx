"use client"

import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { SuccessiveChart, type SuccessivePoint } from "@/components/charts/successive-chart"
import type { RunEntity } from "@/components/run/run-entities"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import type { ComparedRun } from "@/lib/contracts/compare"
import { listRuns } from "@/lib/contracts/runs"
import { progressOf, type Quality } from "./quality"

interface TimeViewProps {
  experimentId: string
  runs: readonly ComparedRun[]
  quality: Quality
  entityOf: (runId: string) => RunEntity
  loud: ReadonlySet<string>
  note: string
  actions: ReactNode
}

/** Whether re-distilling pays: quality and cost per success of one student after the other, the teacher as a line. */
export function TimeView({ experimentId, runs, quality, entityOf, loud, note, actions }: TimeViewProps) {
  const records = useQuery(routeQuery(listRuns, { experimentId })).data?.items ?? []
  const createdAt = new Map(records.map(({ id, createdAt }) => [id, createdAt]))
  const points = runs.flatMap((run): SuccessivePoint[] => {
    const created = createdAt.get(run.id)
    const figure = quality.of(run)
    if (run.role !== "student" || !created || !figure || figure.value === null) return []
    const { value, low, high } = run.costPerSuccessUsd
    return [
      {
        ...entityOf(run.id),
        id: run.id,
        name: run.name,
        timeMs: Date.parse(created),
        quality: { value: figure.value, low: figure.low, high: figure.high },
        cost: value === null || value <= 0 ? null : { value, low, high },
        muted: !loud.has(run.id),
        ...progressOf(run),
      },
    ]
  })
  const teacher = runs.find(({ role }) => role === "teacher")
  if (points.length === 0) {
    return (
      <Panel title="Over time" actions={actions}>
        <p className="px-3 py-3 text-kumo-subtle">
          No student is among these runs. Each one you distill takes its place here, by the day it was made.
        </p>
      </Panel>
    )
  }
  return (
    <SuccessiveChart
      title="Successive students"
      note={note}
      actions={actions}
      points={points}
      unit={quality.unit}
      qualityName={quality.name}
      teacher={
        teacher
          ? {
              name: teacher.name,
              index: entityOf(teacher.id).index,
              quality: quality.of(teacher)?.value ?? null,
              cost: teacher.costPerSuccessUsd.value,
            }
          : null
      }
    />
  )
}
