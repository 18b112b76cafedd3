"use client"

import { useRouter } from "next/navigation"
import { useQueryStates } from "nuqs"
import { useRef } from "react"
import { DataTable } from "@/components/data-table/data-table"
import { RestOfPages } from "@/components/data-table/pager"
import type { useRoutePages } from "@/components/data-table/use-route-pages"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { LoadError } from "@/components/ui/load-error"
import { NothingMatches } from "@/components/ui/nothing-matches"
import { Panel } from "@/components/ui/panel"
import { Tabs } from "@/components/ui/tabs"
import type { listExperiments } from "@/lib/contracts/experiments"
import { experimentsParsers } from "../search-params"
import { EXPERIMENT_COLUMNS } from "./experiment-columns"

const ARCHIVED_OPTIONS = [
  { value: "exclude", label: "Active" },
  { value: "only", label: "Archived" },
] as const

export interface ExperimentsPanelProps {
  list: ReturnType<typeof useRoutePages<typeof listExperiments>>
}

/** All experiments as a table, by name, active or archived. */
export function ExperimentsPanel({ list }: ExperimentsPanelProps) {
  const router = useRouter()
  const [params, setParams] = useQueryStates(experimentsParsers)
  const filter = useRef<HTMLInputElement>(null)
  useHotkeys("Experiments", [{ keys: "/", label: "Filter", run: () => filter.current?.focus() }])
  return (
    <Panel
      title={
        <Tabs
          value={params.archived}
          onChange={(archived) => setParams({ archived })}
          options={ARCHIVED_OPTIONS}
        />
      }
      refetching={list.refetching}
      actions={
        <Input
          ref={filter}
          label="Filter by name"
          placeholder="Filter by name"
          className="w-44"
          value={params.name}
          onChange={(event) =>
            setParams({ name: event.target.value }, { limitUrlUpdates: { method: "debounce", timeMs: 250 } })
          }
        />
      }
    >
      {list.error && (
        <LoadError
          title="The experiments did not load."
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      <DataTable
        label="Experiments"
        columns={EXPERIMENT_COLUMNS}
        rows={list.items}
        rowId={({ id }) => id}
        onOpen={({ id }) => router.push(`/experiments/${id}`)}
        keys="Experiments"
        empty={
          <None archived={params.archived === "only"} name={params.name} onReset={() => setParams(null)} />
        }
        footer={<RestOfPages pages={list} />}
      />
    </Panel>
  )
}

function None({ archived, name, onReset }: { archived: boolean; name: string; onReset: () => void }) {
  const showAll = (
    <Button size="xs" onClick={onReset}>
      Show active experiments
    </Button>
  )
  if (name.trim()) return <NothingMatches noun="experiments" action={showAll} />
  return (
    <div className="flex items-center justify-center gap-2 px-4 py-8 text-kumo-subtle">
      {archived ? "Nothing is archived." : "No experiment yet."} {archived && showAll}
    </div>
  )
}
