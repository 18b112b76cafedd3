"use client"

import { LatencyBoxes } from "@/components/charts/latency-boxes"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Tabs } from "@/components/ui/tabs"
import type { ComparedPair, ComparedRun } from "@/lib/contracts/compare"
import { LATENCY_KINDS } from "@/lib/contracts/compare-latency"
import type { CompareProps } from "./compare-props"
import { LATENCY_WORDS } from "./latency-words"
import { timedRuns, useComparedLatency } from "./use-compared-latency"

interface LatencyPanelsProps extends CompareProps {
  runs: readonly ComparedRun[]
  pair: ComparedPair
}

/** How long an episode, a call or the first token took; one sentence where nobody measured it. */
export function LatencyPanels({ experimentId, params, set, entityOf, runs, pair }: LatencyPanelsProps) {
  const timed = timedRuns(runs, pair)
  const { data, error, refetch } = useComparedLatency(experimentId, timed)
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
  if (error) {
    return <LoadError title="Latencies did not load." error={error} onRetry={() => void refetch()} />
  }
  const measured = LATENCY_KINDS.filter(
    (kind) => kind === "episode" || data?.runs.some((run) => run[kind].n > 0),
  )
  const kind = measured.includes(params.latency) ? params.latency : "episode"
  const figures = new Map(data?.runs.map((run) => [run.id, run[kind]]))
  const rows = timed.flatMap(({ id, name, latencyMs }) => {
    const { p50, p95, p99 } = kind === "episode" ? latencyMs : (figures.get(id) ?? latencyMs)
    if (kind !== "episode" && (figures.get(id)?.n ?? 0) === 0) return []
    return [{ id, name, ...entityOf(id), p50Ms: p50.value, p95Ms: p95.value, p99Ms: p99.value }]
  })
  return (
    <LatencyBoxes
      title={LATENCY_WORDS[kind].title}
      rows={rows}
      controls={
        measured.length > 1 && (
          <div className="px-3 pt-2">
            <Tabs
              value={kind}
              onChange={(latency) => set({ latency })}
              options={measured.map((value) => ({ value, label: LATENCY_WORDS[value].tab }))}
            />
          </div>
        )
      }
    />
  )
}
