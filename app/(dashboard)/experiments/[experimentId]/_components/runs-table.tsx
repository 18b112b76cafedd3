"use client"

import { useRouter } from "next/navigation"
import { useQueryStates } from "nuqs"
import { useMemo } from "react"
import { DataTable } from "@/components/data-table/data-table"
import { runHref } from "@/components/experiment/links"
import { runEntities } from "@/components/run/run-entities"
import { Button } from "@/components/ui/button"
import { NothingMatches } from "@/components/ui/nothing-matches"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { RunRecord } from "@/lib/contracts/runs"
import { overviewParsers } from "../search-params"
import { runColumns } from "./run-columns"
import { arrangeRuns } from "./run-order"

export interface RunsTableProps {
  experiment: ExperimentRecord
  runs: readonly RunRecord[] | undefined
}

/** Teachers, then students, then baselines, with everything one compares by. */
export function RunsTable({ experiment, runs }: RunsTableProps) {
  const router = useRouter()
  const [{ filter, run, sort }, setParams] = useQueryStates(overviewParsers)
  const columns = useMemo(
    () =>
      runColumns({
        metric: experiment.primaryMetric,
        entityOf: runEntities(runs ?? []),
        runs: runs ?? [],
      }),
    [experiment.primaryMetric, runs],
  )
  return (
    <DataTable
      label="Runs"
      keys="Runs"
      columns={columns}
      rows={runs && arrangeRuns(runs, filter, sort)}
      rowId={({ id }) => id}
      sort={sort}
      onSortChange={(next) => setParams({ sort: next })}
      selected={new Set(run)}
      onSelectedChange={(next) => setParams({ run: [...next] })}
      onOpen={({ id }) => router.push(runHref(experiment.id, id))}
      empty={
        <NothingMatches
          noun="runs"
          action={
            <Button size="xs" onClick={() => setParams({ filter: null })}>
              Show all
            </Button>
          }
        />
      }
    />
  )
}
