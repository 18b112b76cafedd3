"use client"

import { LineChart } from "@/components/charts/line-chart"
import type { LineSeries } from "@/components/charts/series-lines"
import { formatDuration } from "@/components/format/duration"
import { formatPercent } from "@/components/format/percent"
import { entityColor, entityDash } from "@/components/ui/entity"
import { Skeleton } from "@/components/ui/skeleton"
import type { ComparedPair, ComparedRun } from "@/lib/contracts/compare"
import { type getComparedLatency, LATENCY_KINDS, type LatencyKind } from "@/lib/contracts/compare-latency"
import type { RouteOutput } from "@/lib/contracts/route"
import type { CompareProps } from "./compare-props"
import { LATENCY_WORDS } from "./latency-words"
import { timedRuns, useComparedLatency } from "./use-compared-latency"

interface LatencySpreadPanelProps extends CompareProps {
  runs: readonly ComparedRun[]
  pair: ComparedPair
}

type RunLatency = RouteOutput<typeof getComparedLatency>["runs"][number]

/** The whole distribution, and what longer episodes cost in time; nothing where nobody measured. */
export function LatencySpreadPanel(props: LatencySpreadPanelProps) {
  const { experimentId, params, entityOf, runs, pair } = props
  const timed = timedRuns(runs, pair)
  const { data } = useComparedLatency(experimentId, timed)
  if (timed.length === 0) return null
  if (!data) return <Skeleton className="h-[300px]" />
  const kind = LATENCY_KINDS.find((one) => one === params.latency && data.runs.some((run) => run[one].n > 0))
  return (
    <div className="grid gap-3 xl:grid-cols-2">
      <Ecdf runs={data.runs} kind={kind ?? "episode"} entityOf={entityOf} />
      <BySteps runs={data.runs} entityOf={entityOf} />
    </div>
  )
}

interface SpreadProps extends Pick<CompareProps, "entityOf"> {
  runs: readonly RunLatency[]
}

function Ecdf({ runs, kind, entityOf }: SpreadProps & { kind: LatencyKind }) {
  const series = runs.flatMap((run): LineSeries[] => {
    const { index, shape } = entityOf(run.id)
    const points = run[kind].ecdf.flatMap(({ ms, share }) => (ms > 0 ? [{ x: ms, y: share }] : []))
    if (points.length === 0) return []
    return [{ name: run.name, color: entityColor(index), dash: entityDash(index, shape), points }]
  })
  const named = runs.flatMap((run) =>
    run[kind].p95.value === null ? [] : [`${run.name} 95 % within ${formatDuration(run[kind].p95.value)}`],
  )
  return (
    <LineChart
      title={`${LATENCY_WORDS[kind].title}, distribution`}
      note="share at or below, all episodes of a run"
      series={series}
      label={`Share of latencies at or below each value: ${named.join("; ")}.`}
      xName={LATENCY_WORDS[kind].axis}
      xScale="log"
      xFormat={formatTick}
      y="rate"
      height={260}
      fileName={`latency-distribution-${kind}`}
    />
  )
}

/** Ticks are round: `500 ms`, `2 s`, `100 s`. */
function formatTick(ms: number): string {
  return ms < 1000 ? `${Number(ms.toPrecision(2))} ms` : `${Number((ms / 1000).toPrecision(2))} s`
}

function BySteps({ runs, entityOf }: SpreadProps) {
  const froms = runs.flatMap(({ bySteps }) => bySteps.map(({ from, to }) => ({ from, to })))
  const groups = [...new Map(froms.map((group) => [group.from, group])).values()].toSorted(
    (a, b) => a.from - b.from,
  )
  const at = new Map(groups.map(({ from }, index) => [from, index]))
  const series = runs.flatMap((run): LineSeries[] => {
    const entity = entityOf(run.id)
    const points = run.bySteps.flatMap(({ from, p50 }) =>
      p50.value === null ? [] : [{ x: at.get(from) ?? 0, y: p50.value, low: p50.low, high: p50.high }],
    )
    if (points.length === 0) return []
    const { index, shape } = entity
    return [
      {
        name: run.name,
        color: entityColor(index),
        dash: entityDash(index, shape),
        mark: entity,
        whiskers: true,
        points,
      },
    ]
  })
  const words = groups.map(({ from, to }) => (to === null ? `${from}+` : `${from}–${to}`))
  const share = (run: RunLatency) => {
    const long = run.bySteps.filter(({ from }) => from > 20).reduce((sum, { n }) => sum + n, 0)
    return run.episode.n > 0 ? long / run.episode.n : 0
  }
  const named = runs.map((run) => `${run.name} ${formatPercent(share(run), 0)}`)
  return (
    <LineChart
      title="Median latency by number of steps"
      note="95 % intervals"
      series={series}
      label={`Median latency per episode by its number of steps; shares of episodes with more than 20: ${named.join("; ")}.`}
      xName="steps of the episode"
      xDomain={[-0.3, Math.max(0, groups.length - 1) + 0.3]}
      xTicks={groups.map((_, index) => index)}
      xFormat={(index) => words[index] ?? ""}
      yFormat={(ms) => formatDuration(ms)}
      height={260}
      fileName="latency-by-steps"
    />
  )
}
