"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { compareHref } from "@/components/experiment/links"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatEstimateText } from "@/components/format/interval"
import { LoadError } from "@/components/ui/load-error"
import { Meter } from "@/components/ui/meter"
import { Skeleton } from "@/components/ui/skeleton"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { getComparison } from "@/lib/contracts/compare"
import type { PairOutcome } from "@/lib/domain/divergence-tally"
import { BlameSection } from "./blame-section"
import { PairOutcomes } from "./pair-outcomes"
import { PartByAction } from "./part-by-action"
import { type RunPair, useDivergences } from "./use-divergences"
import { WhereTheyPart } from "./where-they-part"

export interface DivergenceColumnProps {
  pair: RunPair
  names: { teacher: string; student: string }
  /** The attempts one looks at, for what the right one learned to do there. */
  attempts: { leftId: string; rightId: string }
}

const OUTCOME_WORDS: Record<PairOutcome, string> = {
  both_succeed: "pairs that both succeed",
  both_fail: "pairs that both fail",
  only_first: "pairs in which only the left one succeeds",
  only_second: "pairs in which only the right one succeeds",
  unknown: "pairs without a known outcome",
}

/** Two runs over all tasks that both tried: how their pairs ended, and where they part. */
export function DivergenceColumn({ pair, names, attempts }: DivergenceColumnProps) {
  const [outcome, setOutcome] = useState<PairOutcome | null>(null)
  const { data, error, refetch } = useDivergences(pair)
  if (error) {
    return (
      <LoadError
        title="Where the runs part could not be read."
        error={error}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!data) return <Skeleton className="m-3.5 h-60" />
  const parting = outcome === null ? data.compared - data.same : countParting(data, outcome)
  return (
    <>
      <section className="grid gap-2 border-kumo-hairline border-b px-3.5 py-2.5">
        <h2 className="font-semibold">These runs on {formatCountOf(data.tasks, "shared task")}</h2>
        {data.compared < data.pairs && (
          <Meter
            size="thin"
            fraction={data.compared / data.pairs}
            label={`${formatCount(data.compared)} of ${formatCount(data.pairs)} pairs read`}
          />
        )}
        <PairOutcomes outcomes={data.outcomes} names={names} selected={outcome} onSelect={setOutcome} />
        <PairedDifference
          pair={pair}
          compared={data.compared}
          pairs={data.pairs}
          unknown={data.outcomes.unknown}
        />
      </section>
      <section className="grid gap-2 px-3.5 py-2.5">
        <header>
          <h2 className="font-semibold">Where they part</h2>
          <p className="text-kumo-subtle text-note">
            {`first divergence of ${formatCount(parting)} ${outcome === null ? "pairs" : OUTCOME_WORDS[outcome]}`}
            {outcome === null && data.same > 0 && `; ${formatCount(data.same)} do the same to the end`}
          </p>
        </header>
        <PartByAction actions={data.actions} outcome={outcome} />
        <WhereTheyPart experimentId={pair.experimentId} divergences={data} outcome={outcome} />
      </section>
      <BlameSection experimentId={pair.experimentId} {...attempts} />
    </>
  )
}

function countParting(
  data: { actions: { outcomes: Record<PairOutcome, number> }[] },
  outcome: PairOutcome,
): number {
  return data.actions.reduce((sum, { outcomes }) => sum + outcomes[outcome], 0)
}

interface PairedDifferenceProps {
  pair: RunPair
  compared: number
  pairs: number
  unknown: number
}

function PairedDifference({ pair, compared, pairs, unknown }: PairedDifferenceProps) {
  const { experimentId, teacherRunId, studentRunId } = pair
  const { data } = useQuery(
    routeQuery(getComparison, { experimentId, runId: [teacherRunId, studentRunId], against: teacherRunId }),
  )
  const difference = data?.pairs[0]?.difference
  return (
    <p className="text-kumo-subtle text-note">
      {compared < pairs
        ? `${formatCount(compared)} of ${formatCountOf(pairs, "pair")} so far`
        : formatCountOf(pairs, "pair")}
      , trial by trial{unknown > 0 && `, ${formatCount(unknown)} not judged`}.{" "}
      {difference?.value != null && (
        <>Paired difference {formatEstimateText(difference, "points")} for the right one. </>
      )}
      <TextLink href={compareHref(experimentId, [teacherRunId, studentRunId])}>Compare the runs</TextLink>
    </p>
  )
}
