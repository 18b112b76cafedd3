"use client"

import Link from "next/link"
import { useQueryStates } from "nuqs"
import { useRef } from "react"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { RestOfPages } from "@/components/data-table/pager"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { taskHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatScore } from "@/components/format/score"
import { UNKNOWN } from "@/components/format/unknown"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { LoadError } from "@/components/ui/load-error"
import { Meter } from "@/components/ui/meter"
import { NothingMatches } from "@/components/ui/nothing-matches"
import { listTasks, type TaskRecord } from "@/lib/contracts/tasks"
import { overviewParsers, toTasksInput } from "../search-params"

/** Every task with what became of it over all runs. */
export function TasksTable({ experimentId }: { experimentId: string }) {
  const [{ task }, setParams] = useQueryStates(overviewParsers)
  const tasks = useRoutePages(listTasks, toTasksInput(experimentId, task))
  return (
    <>
      {tasks.error && (
        <LoadError title="The tasks did not load." error={tasks.error} onRetry={() => void tasks.refetch()} />
      )}
      <DataTable
        label="Tasks"
        keys="Tasks"
        columns={taskColumns(experimentId)}
        rows={tasks.items}
        rowId={(row) => String(row.no)}
        refetching={tasks.refetching}
        empty={
          <NothingMatches
            noun="tasks"
            action={
              <Button size="xs" onClick={() => setParams({ task: null })}>
                Show all
              </Button>
            }
          />
        }
        footer={<RestOfPages pages={tasks} />}
      />
    </>
  )
}

export function TasksFilter() {
  const [{ task }, setParams] = useQueryStates(overviewParsers)
  const input = useRef<HTMLInputElement>(null)
  useHotkeys("Tasks", [{ keys: "/", label: "Filter tasks", run: () => input.current?.focus() }])
  return (
    <Input
      ref={input}
      size="xs"
      label="Filter tasks by key or title"
      placeholder="Filter"
      className="w-36"
      value={task}
      onChange={(event) =>
        setParams({ task: event.target.value }, { limitUrlUpdates: { method: "debounce", timeMs: 250 } })
      }
    />
  )
}

function taskColumns(experimentId: string): Column<TaskRecord>[] {
  return [
    {
      id: "task",
      header: "Task",
      cell: ({ no, key, title }) => (
        <span className="flex min-w-0 max-w-[640px] items-baseline max-md:max-w-[58vw] gap-1.5">
          <Link href={taskHref(experimentId, no)} className="shrink-0 rounded-sm font-medium hover:underline">
            {key}
          </Link>
          <span className="truncate text-kumo-subtle text-note" title={title ?? ""}>
            {title}
          </span>
        </span>
      ),
    },
    { id: "split", header: "Split", cell: ({ split }) => split ?? UNKNOWN },
    { id: "group", header: "Group", cell: ({ group }) => group ?? UNKNOWN },
    { id: "episodes", header: "Episodes", align: "right", cell: (row) => formatCount(row.episodeCount) },
    {
      id: "success",
      header: "Succeeded",
      align: "right",
      phone: true,
      cell: (row) => <Succeeded task={row} />,
    },
    { id: "score", header: "Mean score", align: "right", cell: ({ meanScore }) => formatScore(meanScore) },
  ]
}

function Succeeded({ task }: { task: TaskRecord }) {
  const { judgedCount, successCount } = task
  if (judgedCount === 0) return <span className="text-kumo-subtle">{UNKNOWN}</span>
  const rate = successCount / judgedCount
  return (
    <span className="inline-flex items-center gap-2">
      {formatCount(successCount)} of {formatCount(judgedCount)}
      <Meter
        className="w-16 max-md:hidden"
        fraction={rate}
        tone="bar"
        size="thin"
        label={`${formatPercent(rate, 0)} of attempts at ${task.key} succeeded`}
      />
    </span>
  )
}
