import { Button } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import type { EvaluationRecord } from "@/lib/contracts/evaluations"
import { EvaluationItem } from "./evaluation-item"

export interface EvaluationsPanelProps {
  /** Newest first; undefined while nothing has arrived. */
  evaluations: readonly EvaluationRecord[] | undefined
  onMore?: () => void
}

/** The experiment's evaluations: what runs, and what ran. */
export function EvaluationsPanel({ evaluations, onMore }: EvaluationsPanelProps) {
  return (
    <Panel title="Evaluations">
      {!evaluations && <Skeleton className="m-3 h-40" />}
      {evaluations?.length === 0 && (
        <Empty title="No evaluation yet" level={3}>
          Start one, and its progress, rate and cost stand here.
        </Empty>
      )}
      <ul>
        {evaluations?.map((evaluation) => (
          <EvaluationItem key={evaluation.id} evaluation={evaluation} />
        ))}
      </ul>
      {onMore && (
        <div className="flex justify-center border-kumo-hairline border-t p-2">
          <Button variant="ghost" onClick={onMore}>
            Show more
          </Button>
        </div>
      )}
    </Panel>
  )
}
