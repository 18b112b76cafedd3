"use client"

import { useMemo } from "react"
import { DivergenceBars } from "@/components/charts/divergence-bars"
import { TableMenu } from "@/components/charts/table-menu"
import { describePoint, toolName } from "@/components/divergence/describe-point"
import { PairOutcomes } from "@/components/divergence/pair-outcomes"
import { useDivergences } from "@/components/divergence/use-divergences"
import { WhereTheyPart } from "@/components/divergence/where-they-part"
import { formatCount, formatCountOf } from "@/components/format/count"
import { LoadError } from "@/components/ui/load-error"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { useSeen } from "@/components/ui/use-seen"
import type { ComparedPair, ComparedRun } from "@/lib/contracts/compare"
import type { Divergences } from "@/lib/contracts/divergences"
import type { CompareProps } from "./compare-props"

interface DivergencePanelsProps extends CompareProps {
  runs: readonly ComparedRun[]
  pair: ComparedPair
}

/** Where the attempts of the pair part first: by action, by tool, and by how they ended. Transcripts are read once it is near the screen. */
export function DivergencePanels(props: DivergencePanelsProps) {
  const { experimentId, pair } = props
  const [place, seen] = useSeen<HTMLDivElement>()
  const { data, error, refetch } = useDivergences(
    { experimentId, teacherRunId: pair.teacherRunId, studentRunId: pair.studentRunId },
    seen,
  )
  if (error)
    return (
      <Panel title="Where they part">
        <LoadError
          title="Where the runs part could not be read."
          error={error}
          onRetry={() => void refetch()}
        />
      </Panel>
    )
  if (!data)
    return (
      <div ref={place}>
        <Skeleton className="h-72" />
      </div>
    )
  if (data.pairs === 0) return null
  return (
    <div className="grid items-start gap-3 xl:grid-cols-2">
      <ByAction data={data} />
      <ByTool {...props} data={data} />
    </div>
  )
}

function ByAction({ data }: { data: Divergences }) {
  const bars = useMemo(
    () =>
      data.actions.map(({ action, count, outcomes: { only_first, only_second } }) => ({
        action,
        onlyTeacher: only_first,
        onlyStudent: only_second,
        alike: count - only_first - only_second,
      })),
    [data.actions],
  )
  return <DivergenceBars title="First divergence by action" note={describeRead(data)} bars={bars} />
}

function describeRead({ compared, pairs, same }: Divergences): string {
  const read = compared < pairs ? `${formatCount(compared)} of ${formatCountOf(pairs, "pair")} read` : ""
  const parting = read || formatCountOf(pairs, "pair")
  return same > 0 ? `${parting}, ${formatCount(same)} do the same to the end` : parting
}

function ByTool({
  experimentId,
  params,
  set,
  runs,
  pair,
  data,
}: DivergencePanelsProps & { data: Divergences }) {
  const nameOf = (runId: string) => runs.find(({ id }) => id === runId)?.name ?? "run"
  const outcome = params.ended
  return (
    <Panel
      title="Where they part"
      note={`attempts of equal number at ${formatCountOf(data.tasks, "shared task")}`}
      actions={<TableMenu table={toTable(data)} fileName="where-they-part" />}
      padded
    >
      <div className="grid gap-3">
        {data.compared < data.pairs && (
          <Meter
            size="thin"
            fraction={data.compared / data.pairs}
            label={`${formatCount(data.compared)} of ${formatCount(data.pairs)} pairs read`}
          />
        )}
        <PairOutcomes
          outcomes={data.outcomes}
          names={{ teacher: nameOf(pair.teacherRunId), student: nameOf(pair.studentRunId) }}
          selected={outcome}
          onSelect={(ended) => set({ ended })}
        />
        <WhereTheyPart experimentId={experimentId} divergences={data} outcome={outcome} />
      </div>
    </Panel>
  )
}

function toTable({ points }: Divergences) {
  return {
    columns: ["Tool", "The student", "Pairs", "Only teacher succeeds", "Only student", "Both", "Neither"],
    rows: points.map((point) => [
      toolName(point.tool),
      describePoint(point),
      point.count,
      point.outcomes.only_first,
      point.outcomes.only_second,
      point.outcomes.both_succeed,
      point.outcomes.both_fail,
    ]),
  }
}
