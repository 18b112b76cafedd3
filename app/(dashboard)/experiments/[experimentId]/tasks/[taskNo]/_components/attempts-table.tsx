"use client"

import { useRouter } from "next/navigation"
import { useRef } from "react"
import { useRowControl } from "@/components/data-table/use-row-control"
import { useRunEntity } from "@/components/run/use-run-entity"
import { Table, TableHead } from "@/components/ui/table"
import type { TaskAttempts } from "@/lib/contracts/tasks"
import { AttemptRow } from "./attempt-row"
import { cellLabels } from "./cell-labels"
import { RunHeadRow } from "./run-head-row"

interface AttemptsTableProps {
  experimentId: string
  data: TaskAttempts
  picked: ReadonlySet<string>
  onPick: (picked: Set<string>) => void
  onAlign: (attemptId: string) => void
}

/** Attempts by run, one line each: how it ended, what it took, and what it did, in columns of like actions. */
export function AttemptsTable({ experimentId, data, picked, onPick, onAlign }: AttemptsTableProps) {
  const router = useRouter()
  const body = useRef<HTMLTableElement>(null)
  const entity = useRunEntity(experimentId)
  const { runs, attempts, referenceId } = data
  const hrefOf = (id: string) => `/experiments/${experimentId}/episodes/${id}`
  const control = useRowControl(
    {
      rowId: ({ id }) => id,
      selected: picked,
      onSelectedChange: onPick,
      onOpen: ({ id }) => router.push(hrefOf(id)),
      keys: "Task",
    },
    attempts,
    body,
  )
  const columns = attempts[0]?.cells.length ?? 0
  const labelOf = cellLabels(attempts)
  return (
    <Table ref={body} aria-label="Attempts at this task" size="compact" className="[&_td]:px-2">
      <thead>
        <tr>
          <TableHead className="sticky left-0 z-1 bg-kumo-base">Attempt</TableHead>
          <TableHead align="right">Steps</TableHead>
          <TableHead align="right" className="max-md:hidden">
            Cost
          </TableHead>
          <TableHead align="right" className="max-md:hidden">
            Latency
          </TableHead>
          <TableHead className="w-full">Actions, beside those of the one marked</TableHead>
        </tr>
      </thead>
      {runs.map((group) => (
        <tbody key={group.run.id}>
          <RunHeadRow group={group} entity={entity(group.run.id)} />
          {attempts
            .filter(({ runId }) => runId === group.run.id)
            .map((attempt) => (
              <AttemptRow
                key={attempt.id}
                attempt={attempt}
                href={hrefOf(attempt.id)}
                columns={columns}
                labelOf={labelOf}
                isReference={attempt.id === referenceId}
                isActive={control.active === attempt.id}
                isPicked={picked.has(attempt.id)}
                onPick={() => control.toggle(attempt.id)}
                onAlign={() => onAlign(attempt.id)}
              />
            ))}
        </tbody>
      ))}
    </Table>
  )
}
