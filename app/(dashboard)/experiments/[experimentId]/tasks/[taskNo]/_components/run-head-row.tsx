import type { RunEntity } from "@/components/run/run-entities"
import { showHidden } from "@/components/transcript/visible-text"
import { EntityName } from "@/components/ui/entity-name"
import { TableCell, TableRow } from "@/components/ui/table"
import { TrialPips } from "@/components/ui/trial-pips"
import type { TaskAttempts } from "@/lib/contracts/tasks"

interface RunHeadRowProps {
  group: TaskAttempts["runs"][number]
  entity: RunEntity
}

const MOST_PIPS = 16

/** Whose attempts follow, and how many of them succeeded. */
export function RunHeadRow({ group: { run, count, successCount }, entity }: RunHeadRowProps) {
  return (
    <TableRow className="bg-kumo-canvas">
      <TableCell colSpan={5} className="sticky left-0">
        <span className="flex items-center gap-3">
          <EntityName
            {...entity}
            name={showHidden(run.name)}
            detail={run.role === "baseline" ? "baseline" : undefined}
          />
          {count <= MOST_PIPS ? (
            <TrialPips successes={successCount} trials={count} index={entity.index} />
          ) : (
            <span className="text-kumo-subtle text-note tabular">
              {successCount}/{count}
            </span>
          )}
        </span>
      </TableCell>
    </TableRow>
  )
}
