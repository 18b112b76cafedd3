"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { LoadMore } from "@/components/data-table/pager"
import { comparedTaskHref, episodesHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { formatScore } from "@/components/format/score"
import { Banner } from "@/components/ui/banner"
import { NothingMatches } from "@/components/ui/nothing-matches"
import { Panel } from "@/components/ui/panel"
import { Tabs } from "@/components/ui/tabs"
import { TextLink } from "@/components/ui/text-link"
import { TrialPips } from "@/components/ui/trial-pips"
import { routeQuery } from "@/lib/api-client/query"
import { type ComparedPair, type ComparedRun, listComparedTasks } from "@/lib/contracts/compare"
import type { RouteOutput } from "@/lib/contracts/route"
import type { CompareProps } from "./compare-props"

type ComparedTask = RouteOutput<typeof listComparedTasks>["tasks"][number]

const PAGE = 50

interface TasksPanelProps extends CompareProps {
  runs: readonly ComparedRun[]
  pair: ComparedPair
}

/** Task by task: what the one broke and what it fixed, with the episodes of both to read. */
export function TasksPanel(props: TasksPanelProps) {
  const { experimentId, params, set, pair } = props
  const { teacherRunId, studentRunId } = pair
  const [shown, setShown] = useState(PAGE)
  const { data, error } = useQuery(
    routeQuery(listComparedTasks, { experimentId, teacherRunId, studentRunId }),
  )
  const { change } = params
  const matching = data?.tasks.filter((task) => change === "all" || task.change === change)
  const count = (kind: "fixed" | "broken" | "same") => (data ? formatCount(data.counts[kind]) : "")
  return (
    <Panel
      title="Per task"
      note="on the tasks that both tried"
      actions={
        // The counts widen the tabs: their indicator measures itself once.
        <Tabs
          key={data ? "counted" : "waiting"}
          value={change}
          onChange={(next) => {
            set({ change: next })
            setShown(PAGE)
          }}
          options={[
            { value: "all", label: `All ${data ? formatCount(data.tasks.length) : ""}` },
            { value: "broken", label: `Broken ${count("broken")}` },
            { value: "fixed", label: `Fixed ${count("fixed")}` },
            { value: "same", label: `Same ${count("same")}` },
          ]}
        />
      }
    >
      {error && (
        <div className="p-2.5">
          <Banner tone="error" title="The tasks could not be read.">
            {error.message}
          </Banner>
        </div>
      )}
      <DataTable
        label="Tasks of both runs"
        size="compact"
        columns={columnsOf(props)}
        rows={error ? [] : matching?.slice(0, shown)}
        rowId={({ key }) => key}
        empty={!error && <NothingMatches noun="tasks" hint={`No task is ${change}.`} />}
        footer={
          matching && (
            <LoadMore
              shown={Math.min(shown, matching.length)}
              count={matching.length}
              onMore={matching.length > shown ? () => setShown(shown + 4 * PAGE) : undefined}
            />
          )
        }
      />
    </Panel>
  )
}

function columnsOf({ experimentId, entityOf, runs, pair }: TasksPanelProps): Column<ComparedTask>[] {
  const nameOf = (runId: string) => runs.find(({ id }) => id === runId)?.name ?? "run"
  const outcome = (side: "teacher" | "student", runId: string): Column<ComparedTask> => ({
    id: side,
    header: <span className="block max-w-44 truncate max-md:max-w-18">{nameOf(runId)}</span>,
    phone: true,
    cell: (task) => <TrialPips {...task[side]} index={entityOf(runId).index} />,
  })
  return [
    {
      id: "task",
      header: "Task",
      cell: ({ key, title }) => (
        <span className="flex min-w-0 items-baseline gap-2">
          {title && (
            <span className="shrink-0 font-mono text-kumo-subtle text-note max-md:hidden">
              {key.slice(0, 12)}
            </span>
          )}
          <span className="max-w-[480px] truncate font-medium max-md:max-w-32" title={title ?? key}>
            {title ?? key}
          </span>
        </span>
      ),
    },
    outcome("teacher", pair.teacherRunId),
    outcome("student", pair.studentRunId),
    { id: "change", header: "Change", cell: (task) => <Change task={task} /> },
    {
      id: "scores",
      header: "Scores",
      align: "right",
      cell: ({ teacher, student }) =>
        `${formatScore(teacher.meanScore, 2)} → ${formatScore(student.meanScore, 2)}`,
    },
    {
      id: "read",
      header: "Episodes",
      align: "right",
      cell: ({ key }) => (
        <span className="flex justify-end gap-3 whitespace-nowrap">
          <TextLink href={comparedTaskHref(experimentId, key, pair)}>side by side</TextLink>
          <TextLink
            href={episodesHref(experimentId, { taskKey: key, runId: [pair.teacherRunId, pair.studentRunId] })}
          >
            all attempts
          </TextLink>
        </span>
      ),
    },
  ]
}

function Change({ task: { change, teacher, student } }: { task: ComparedTask }) {
  if (change === "same") return <span className="text-kumo-subtle">same</span>
  const equalTrials = teacher.trials === student.trials
  const by = Math.abs(student.successes - teacher.successes)
  return (
    <span className={change === "broken" ? "font-medium text-bad" : "font-medium text-good"}>
      {change} {equalTrials && `${change === "broken" ? "−" : "+"}${by}`}
    </span>
  )
}
