"use client"

import { XIcon } from "@phosphor-icons/react/dist/ssr/X"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { LoadMore } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { comparedTaskHref, taskHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { formatScore } from "@/components/format/score"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { LoadError } from "@/components/ui/load-error"
import { NothingMatches } from "@/components/ui/nothing-matches"
import { Panel } from "@/components/ui/panel"
import { Tabs } from "@/components/ui/tabs"
import { TextLink } from "@/components/ui/text-link"
import { TrialPips } from "@/components/ui/trial-pips"
import { routeQuery } from "@/lib/api-client/query"
import { type ComparedPair, type ComparedRun, listComparedTasks } from "@/lib/contracts/compare"
import type { RouteOutput } from "@/lib/contracts/route"
import type { CompareProps } from "./compare-props"

type ComparedTask = RouteOutput<typeof listComparedTasks>["items"][number]

interface TasksPanelProps extends CompareProps {
  runs: readonly ComparedRun[]
  pair: ComparedPair
}

/** Task by task: what the one broke and what it fixed, with the episodes of both to read. */
export function TasksPanel(props: TasksPanelProps) {
  const { params, set } = props
  const { change, task, family, tag } = params
  const filter = filterOf(props)
  const pages = useRoutePages(listComparedTasks, { ...filter, ...(change === "all" ? {} : { change }) })
  const counts = useQuery({
    ...routeQuery(listComparedTasks, { ...filter, limit: 1 }),
    placeholderData: keepPreviousData,
  }).data?.counts
  const count = (kind: "fixed" | "broken" | "same") => (counts ? formatCount(counts[kind]) : "")
  const all = counts && counts.fixed + counts.broken + counts.same
  return (
    <Panel
      title="Per task"
      note="on the tasks that both tried"
      refetching={pages.refetching}
      actions={
        <>
          {(family !== null || tag !== null) && (
            <Button size="xs" icon={<XIcon size={12} />} onClick={() => set({ family: null, tag: null })}>
              {tag === null ? `family ${family}` : `tag ${tag}`}
            </Button>
          )}
          <Input
            size="xs"
            label="Filter tasks by key or title"
            placeholder="Filter"
            className="w-36 max-md:hidden"
            value={task}
            onChange={(event) => set({ task: event.target.value })}
          />
          {/* The counts widen the tabs: their indicator measures itself once. */}
          <Tabs
            key={counts ? "counted" : "waiting"}
            value={change}
            onChange={(next) => set({ change: next })}
            options={[
              { value: "all", label: `All ${all === undefined ? "" : formatCount(all)}` },
              { value: "broken", label: `Broken ${count("broken")}` },
              { value: "fixed", label: `Fixed ${count("fixed")}` },
              { value: "same", label: `Same ${count("same")}` },
            ]}
          />
        </>
      }
    >
      {pages.error && (
        <LoadError
          title="The tasks could not be read."
          error={pages.error}
          onRetry={() => void pages.refetch()}
        />
      )}
      <DataTable
        label="Tasks of both runs"
        size="compact"
        columns={columnsOf(props)}
        rows={pages.error ? [] : pages.items}
        rowId={({ key }) => key}
        empty={!pages.error && <NothingMatches noun="tasks" hint={describeFilter(props)} />}
        footer={
          pages.items && (
            <LoadMore
              shown={pages.items.length}
              count={pages.count}
              onMore={pages.more}
              loading={pages.loadingMore}
            />
          )
        }
      />
    </Panel>
  )
}

function filterOf({ experimentId, params, pair }: TasksPanelProps) {
  const { split, task, family, tag } = params
  const group = family === null ? params.group : [family]
  return {
    experimentId,
    teacherRunId: pair.teacherRunId,
    studentRunId: pair.studentRunId,
    ...(split.length > 0 ? { split } : {}),
    ...(group.length > 0 ? { group } : {}),
    ...(tag === null ? {} : { tag }),
    ...(task === "" ? {} : { search: task }),
  }
}

function describeFilter({ params: { change, task } }: TasksPanelProps): string {
  const kind = change === "all" ? "" : ` is ${change}`
  return task === "" ? `No task${kind}.` : `No task with "${task}"${kind}.`
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
      cell: ({ no, key, title }) => (
        <span className="flex min-w-0 items-baseline gap-2">
          {title && (
            <span className="shrink-0 font-mono text-kumo-subtle text-note max-md:hidden">
              {key.slice(0, 12)}
            </span>
          )}
          <TextLink
            href={taskHref(experimentId, no)}
            className="max-w-[480px] truncate max-2xl:max-w-[380px] font-medium text-kumo-default! max-md:max-w-32"
            title={title ?? key}
          >
            {title ?? key}
          </TextLink>
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
      cell: ({ teacher, student }) => (
        <span className="whitespace-nowrap">
          {formatScore(teacher.meanScore, 2)} → {formatScore(student.meanScore, 2)}
        </span>
      ),
    },
    {
      id: "read",
      header: "Episodes",
      align: "right",
      cell: ({ no, key }) => (
        <span className="flex justify-end gap-3 whitespace-nowrap">
          <TextLink href={comparedTaskHref(experimentId, key, pair)}>side by side</TextLink>
          <TextLink href={taskHref(experimentId, no)}>all attempts</TextLink>
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
    <span className={`whitespace-nowrap font-medium ${change === "broken" ? "text-bad" : "text-good"}`}>
      {change} {equalTrials && `${change === "broken" ? "−" : "+"}${by}`}
    </span>
  )
}
