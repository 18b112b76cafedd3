"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useQueryStates } from "nuqs"
import { useMemo } from "react"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { Tabs } from "@/components/ui/tabs"
import { routeQuery } from "@/lib/api-client/query"
import { type BreakEvenAnswer, getBreakEven } from "@/lib/contracts/break-even"
import type { ComparedPair } from "@/lib/contracts/compare"
import { type BreakEvenSettings, computeBreakEven } from "@/lib/domain/pricing/break-even"
import { type BreakEvenParams, breakEvenParsers } from "../break-even-params"
import { BreakEvenChart } from "./break-even-chart"
import { BreakEvenControls } from "./break-even-controls"
import { BreakEvenResult } from "./break-even-result"
import type { CompareProps } from "./compare-props"

interface BreakEvenPanelProps extends CompareProps {
  pair: ComparedPair
}

/** What the student cost to make against what it saves at the team's volume. */
export function BreakEvenPanel({ experimentId, params, entityOf, pair }: BreakEvenPanelProps) {
  const { teacherRunId, studentRunId } = pair
  const [settings, setSettings] = useQueryStates(breakEvenParsers, { history: "replace" })
  const answer = useQuery({
    ...routeQuery(getBreakEven, {
      experimentId,
      teacherRunId,
      studentRunId,
      ...(params.priceAs.length > 0 ? { priceAs: params.priceAs } : {}),
      ...(params.split.length > 0 ? { split: params.split } : {}),
      ...(params.group.length > 0 ? { group: params.group } : {}),
    }),
    placeholderData: keepPreviousData,
  })
  const data = answer.data
  const question = useMemo(
    () => (data ? toSettings(data, settings, params.level / 100) : null),
    [data, settings, params.level],
  )
  const result = useMemo(
    () => (data?.basis && question ? computeBreakEven(data.basis, question) : null),
    [data, question],
  )
  const set = (change: Partial<BreakEvenParams>) => void setSettings(change)
  return (
    <Panel
      title="Break-even"
      note={describeBasis(data, params.level)}
      refetching={answer.isPlaceholderData}
      actions={
        <Tabs
          value={settings.per}
          onChange={(per) => set({ per })}
          options={[
            { value: "episode", label: "Per episode" },
            { value: "success", label: "Per success" },
          ]}
        />
      }
    >
      {answer.error && (
        <LoadError
          title="The break-even could not be computed."
          error={answer.error}
          onRetry={() => void answer.refetch()}
        />
      )}
      {!data && !answer.error && <Skeleton className="m-3 h-40" />}
      {data && !result && <p className="px-3 py-3 text-kumo-subtle">{data.reason}</p>}
      {data && result && question && (
        <div className="grid gap-x-6 gap-y-4 px-3 py-3 lg:grid-cols-[minmax(0,3fr)_minmax(0,4fr)_minmax(0,3fr)]">
          <BreakEvenResult answer={data} result={result} settings={question} />
          <BreakEvenChart
            result={result}
            settings={question}
            names={{ teacher: data.basis?.teacher.name ?? "", student: data.basis?.student.name ?? "" }}
            entities={{ teacher: entityOf(teacherRunId), student: entityOf(studentRunId) }}
          />
          <BreakEvenControls answer={data} params={settings} set={set} />
        </div>
      )}
    </Panel>
  )
}

function toSettings(data: BreakEvenAnswer, params: BreakEvenParams, level: number): BreakEvenSettings {
  const training = params.training ?? data.training.usd
  const evaluation = params.evaluation ?? data.evaluation.usd
  return {
    per: params.per,
    volumePerMonth: Math.max(1, params.volume),
    oneOffUsd: training === null || evaluation === null ? null : Math.max(0, training + evaluation),
    dedicated:
      params.hourly === null
        ? null
        : { usdPerHour: Math.max(0, params.hourly), hoursPerMonth: Math.min(744, Math.max(0, params.hours)) },
    teacherFactor: Math.max(0, params.teacherPrice),
    studentFactor: Math.max(0, params.studentPrice),
    level,
    cachedRate: params.cached === null ? null : Math.min(100, Math.max(0, params.cached)) / 100,
  }
}

function describeBasis(data: BreakEvenAnswer | undefined, level: number): string {
  if (!data?.basis) return ""
  const { tasks } = data.basis
  const of =
    tasks === data.sharedTasks
      ? `${tasks} shared tasks`
      : `${tasks} of ${data.sharedTasks} shared tasks, the rest have no known cost`
  return `${of}, ${level} % bootstrap over tasks`
}
