import Link from "next/link"
import { EntityName } from "@/components/ui/entity-name"
import type { RunRecord } from "@/lib/contracts/runs"
import type { RunEntity } from "./run-entities"
import { isRunning } from "./run-progress"

export interface RunNameProps {
  run: Pick<RunRecord, "experimentId" | "id" | "name" | "model" | "planned" | "status" | "statistics">
  entity: RunEntity
  teacher?: RunEntity
}

/** A run as a link: its model's mark and name, and its own name where that says more. */
export function RunName({ run, entity, teacher }: RunNameProps) {
  const own = run.name === run.model.name ? null : run.name.replace(`${run.model.name}, `, "")
  return (
    <Link
      href={`/experiments/${run.experimentId}/runs/${run.id}`}
      className="inline-flex min-w-0 max-w-full rounded-sm hover:underline"
    >
      <EntityName
        {...entity}
        running={isRunning(run)}
        name={run.model.name}
        detail={own}
        {...(teacher ? { teacher } : {})}
      />
    </Link>
  )
}
