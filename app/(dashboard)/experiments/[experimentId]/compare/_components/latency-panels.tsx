"use client"

import { CostQualityChart } from "@/components/charts/cost-quality-chart"
import { LatencyBoxes } from "@/components/charts/latency-boxes"
import { Panel } from "@/components/ui/panel"
import type { ComparedRun } from "@/lib/contracts/compare"
import type { CompareProps } from "./compare-props"
import { commonK, QUALITY_UNITS, qualityName, qualityOf } from "./quality"
import { progressOf } from "./quality-cost-panel"

interface LatencyPanelsProps extends CompareProps {
  runs: readonly ComparedRun[]
  selectedId: string
}

/** Quality against latency, and how latency spreads; one sentence where nobody measured it. */
export function LatencyPanels({ params, entityOf, runs, selectedId }: LatencyPanelsProps) {
  const timed = runs.filter(({ latencyMs }) => latencyMs.p50.value !== null)
  if (timed.length === 0) {
    return (
      <Panel title="Latency per episode" className="self-start">
        <p className="px-3 py-3 text-kumo-subtle">
          None of these runs recorded how long its episodes took. Evaluations run here do; imports may bring{" "}
          <code className="font-mono text-note">latencyMs</code>.
        </p>
      </Panel>
    )
  }
  const k = commonK(runs)
  const kind = params.quality === "passK" && k === null ? "success" : params.quality
  const points = timed.flatMap((run) => {
    const quality = qualityOf(run, kind, k)
    const { p50, p95 } = run.latencyMs
    if (p50.value === null || !quality || quality.value === null) return []
    return [
      {
        id: run.id,
        name: run.name,
        ...entityOf(run.id),
        cost: { value: p50.value, low: null, high: p95.value },
        quality: { ...quality, value: quality.value },
        ...progressOf(run),
      },
    ]
  })
  const rows = timed.map(({ id, name, latencyMs }) => ({
    id,
    name,
    ...entityOf(id),
    p50Ms: latencyMs.p50.value,
    p95Ms: latencyMs.p95.value,
    p99Ms: latencyMs.p99.value,
  }))
  return (
    <div className="flex flex-col gap-3">
      <CostQualityChart
        title="Latency against quality"
        note="p50, whisker to p95"
        points={points}
        unit={QUALITY_UNITS[kind]}
        qualityName={qualityName(kind, k)}
        x="latency"
        xName="latency per episode, log scale"
        selectedId={selectedId}
        arrows={0}
        height={220}
        fileName="latency-against-quality"
      />
      <LatencyBoxes rows={rows} />
    </div>
  )
}
