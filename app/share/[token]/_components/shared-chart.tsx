"use client"

import { CostQualityChart } from "@/components/charts/cost-quality-chart"
import { IntervalDots } from "@/components/charts/interval-dots"
import { formatCount } from "@/components/format/count"
import type { SharedRun, ShareSnapshot } from "@/lib/contracts/shares"
import { entityOf } from "./shared-entity"

const MOST_SERIES = 6

interface SharedChartProps {
  runs: readonly SharedRun[]
  pair: ShareSnapshot["pair"]
  level: number
}

/** Cost against success; where no cost is known, success alone. */
export function SharedChart({ runs, pair, level }: SharedChartProps) {
  const intervals = `${Math.round(level * 100)} % intervals`
  const drawn = runs.slice(0, MOST_SERIES)
  const points = drawn.flatMap((run) => {
    const { costPerTaskUsd: cost, successRate: quality } = run
    if (cost.value === null || quality.value === null) return []
    return [
      {
        id: run.key,
        name: run.name,
        ...entityOf(run),
        cost: { ...cost, value: cost.value },
        quality: { ...quality, value: quality.value },
        teacherId: run.teacherKey ?? (run.key === pair?.student ? pair.teacher : null),
      },
    ]
  })
  if (points.length > 0) {
    return (
      <CostQualityChart points={points} selectedId={pair?.student ?? null} note={intervals} height={380} />
    )
  }
  return (
    <IntervalDots
      title="Quality: success"
      axis={`success, ${intervals}`}
      referenceId={drawn.find(({ role }) => role === "teacher")?.key ?? ""}
      rows={drawn.map((run) => ({
        id: run.key,
        name: run.name,
        ...entityOf(run),
        estimate: run.successRate,
        n: formatCount(run.n),
      }))}
    />
  )
}
