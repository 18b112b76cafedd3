import type { ChartTable } from "@/components/charts/chart-table"
import { formatDuration } from "@/components/format/duration"
import { type EstimateUnit, formatEstimateText } from "@/components/format/interval"
import type { ComparedRun, Comparison } from "@/lib/contracts/compare"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { commonK } from "./quality"

interface Figure {
  name: string
  unit: EstimateUnit
  of: (run: ComparedRun) => Estimate | null | undefined
}

/** The figures of every run as one would print them, interval beside the estimate. */
export function figuresTable({ runs, pairs }: Comparison): ChartTable {
  const k = commonK(runs)
  const figures: Figure[] = [
    { name: "Success", unit: "percent", of: (run) => run.successRate },
    {
      name: "Difference",
      unit: "points",
      of: (run) => pairs.find(({ studentRunId }) => studentRunId === run.id)?.difference,
    },
    { name: "Score", unit: "score", of: (run) => run.meanScore },
    ...(k === null ? [] : passFigures(k)),
    { name: "Cost per task", unit: "usd", of: (run) => run.costPerTaskUsd },
    { name: "Cost per success", unit: "usd", of: (run) => run.costPerSuccessUsd },
    { name: "Cost per 1M tokens", unit: "usd", of: (run) => run.costPerMillionTokensUsd },
  ]
  const latencies = ["p50", "p95", "p99"] as const
  return {
    columns: ["Run", "n", "Tasks", ...figures.map(({ name }) => name), ...latencies],
    rows: runs.map((run) => [
      run.name,
      run.n,
      run.tasks,
      ...figures.map(({ unit, of }) => formatEstimateText(of(run), unit)),
      ...latencies.map((quantile) => formatDuration(run.latencyMs[quantile].value)),
    ]),
  }
}

function passFigures(k: number): Figure[] {
  return [
    { name: `pass^${k}`, unit: "percent", of: ({ passK }) => passK[k - 1] },
    { name: `pass@${k}`, unit: "percent", of: ({ passAtK }) => passAtK[k - 1] },
  ]
}
