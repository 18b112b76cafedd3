"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useAtEnd } from "@/components/distill/use-at-end"
import { formatCount } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { Progress } from "@/components/ui/progress"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment, listExperiments } from "@/lib/contracts/experiments"
import { cancelRemoval, listRemovals, type RemovalRecord } from "@/lib/contracts/removals"
import { listRuns } from "@/lib/contracts/runs"

const POLL_MS = 1000

function isGoing({ status }: RemovalRecord): boolean {
  return status === "queued" || status === "running"
}

/** Deletions of an experiment that are under way; nothing where there are none. */
export function RemovalStrip({ experimentId }: { experimentId: string }) {
  const client = useQueryClient()
  const removals = useQuery({
    ...routeQuery(listRemovals, { experimentId }),
    refetchInterval: ({ state }) => (state.data?.items.some(isGoing) ? POLL_MS : false),
  }).data
  const going = removals?.items.filter(isGoing) ?? []
  useAtEnd(going.length > 0, () => {
    for (const route of [listRuns, getExperiment]) void client.invalidateQueries({ queryKey: [route.id] })
  })
  if (going.length === 0) return null
  return (
    <Panel>
      <div className="flex flex-col gap-3 p-3">
        {going.map((removal) => (
          <GoingRemoval key={removal.id} removal={removal} />
        ))}
      </div>
    </Panel>
  )
}

function GoingRemoval({ removal }: { removal: RemovalRecord }) {
  const { id: removalId, name, total, removed, kept } = removal
  const cancel = useChange(cancelRemoval, {
    refreshes: [listRemovals, listRuns, getExperiment, listExperiments],
    done: ({ removed: gone }) => `Stopped; ${formatCount(gone)} episodes were deleted before that`,
  })
  const keeping = kept > 0 ? `, ${formatCount(kept)} of them kept for datasets` : ""
  return (
    <div className="flex items-end gap-3">
      <div className="min-w-0 grow">
        <Progress
          title={`Deleting ${name}`}
          label={`Deleting ${name}`}
          fraction={total === 0 ? null : Math.min(1, removed / total)}
          note={`${formatCount(removed)} of ${formatCount(total)} episodes${keeping}`}
        />
      </div>
      <Gated permission="experiment.write">
        {(disabled) => (
          <Button
            size="xs"
            disabled={disabled}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ removalId })}
          >
            Stop
          </Button>
        )}
      </Gated>
    </div>
  )
}
