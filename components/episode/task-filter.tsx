"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useDeferredValue, useState } from "react"
import { formatCountOf } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { FilterPopover } from "@/components/ui/filter-select"
import { Input } from "@/components/ui/input"
import { PopoverClose } from "@/components/ui/popover"
import { routeQuery } from "@/lib/api-client/query"
import { listTasks } from "@/lib/contracts/tasks"
import type { EpisodeFilterValues } from "./filter-params"

export interface TaskFilterProps {
  experimentId: string
  selection: Pick<EpisodeFilterValues, "taskKey" | "group">
  setFilter: (change: Partial<EpisodeFilterValues>) => void
}

/** One task, found by its key or its title, or a group of tasks. */
export function TaskFilter({ experimentId, selection, setFilter }: TaskFilterProps) {
  const { taskKey, group } = selection
  return (
    <FilterPopover
      label={group ? "Task group" : "Task"}
      value={taskKey ?? group}
      onClear={() => setFilter({ taskKey: null, group: null })}
    >
      <TaskSearch
        experimentId={experimentId}
        current={taskKey}
        onChoose={(key) => setFilter({ taskKey: key, group: null })}
      />
    </FilterPopover>
  )
}

interface TaskSearchProps {
  experimentId: string
  current: string | null
  onChoose: (taskKey: string) => void
}

function TaskSearch({ experimentId, current, onChoose }: TaskSearchProps) {
  const [text, setText] = useState("")
  const key = useDeferredValue(text.trim())
  const tasks = useQuery({
    ...routeQuery(listTasks, { experimentId, limit: 30, ...(key ? { key } : {}) }),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="grid gap-2 py-1">
      <Input
        label="Find a task"
        placeholder="Key or words of its title"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="max-h-64 overflow-y-auto" aria-label="Tasks">
        {tasks.data?.items.map((task) => (
          <li key={task.no}>
            <PopoverClose>
              <Button
                variant="ghost"
                aria-pressed={task.key === current}
                className={classNames(
                  "h-auto w-full justify-start py-1",
                  task.key === current && "bg-kumo-tint",
                )}
                onClick={() => onChoose(task.key)}
              >
                <span className="grid min-w-0 text-left">
                  <span className="flex min-w-0 gap-2">
                    <span className="truncate font-mono text-note">{task.key}</span>
                    <span className="shrink-0 text-kumo-subtle text-note">
                      {formatCountOf(task.episodeCount, "episode")}
                    </span>
                  </span>
                  {task.title && <span className="truncate text-kumo-subtle text-note">{task.title}</span>}
                </span>
              </Button>
            </PopoverClose>
          </li>
        ))}
      </ul>
      {tasks.data?.items.length === 0 && <span className="text-kumo-subtle text-note">No task matches.</span>}
      {tasks.error && <span className="text-bad text-note">{tasks.error.message}</span>}
    </div>
  )
}
