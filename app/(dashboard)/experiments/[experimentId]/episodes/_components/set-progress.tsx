"use client"

import { useState } from "react"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { Progress } from "@/components/ui/progress"
import type { SetOperationRecord } from "@/lib/contracts/set-operations"
import type { SetOperationControl } from "./use-set-operation"

/** What is done on a press of its button can be looked back at for so long. */
const SHOWN_FOR_MS = 3_600_000

function words({ label }: SetOperationRecord): string {
  if (label.key === "tag") return label.value ? `tagged “${label.name}”` : `tag “${label.name}” taken off`
  return label.value ? `labelled ${label.value}` : "labels taken back"
}

/** How far the labelling of a set is; stop it, or take it back. */
export function SetProgress({ operation }: { operation: SetOperationControl }) {
  const { newest, underWay, control } = operation
  const [dismissed, setDismissed] = useState<string | null>(null)
  const [openedAt] = useState(() => Date.now())
  if (!newest || newest.status === "undone") return null
  const isOld = openedAt - Date.parse(newest.createdAt) > SHOWN_FOR_MS
  if (!underWay && (isOld || dismissed === newest.id)) return null
  return underWay ? (
    <UnderWay operation={newest} onStop={() => control("cancel")} />
  ) : (
    <Outcome operation={newest} onUndo={() => control("undo")} onDismiss={() => setDismissed(newest.id)} />
  )
}

const VERBS: Partial<Record<SetOperationRecord["status"], string>> = {
  undoing: "Taking back",
  queued: "Waiting to begin",
}

function UnderWay({ operation, onStop }: { operation: SetOperationRecord; onStop: () => void }) {
  const { status, total, done } = operation
  return (
    <div className="flex items-center gap-3 border-kumo-hairline border-b px-2.5 py-1.5">
      <div className="min-w-0 flex-1">
        <Progress
          title={`${VERBS[status] ?? "Working"}: ${words(operation)}`}
          fraction={total === 0 ? null : done / total}
          note={
            total === 0
              ? "finding the episodes"
              : `${formatCount(done)} of ${formatCountOf(total, "episode")}`
          }
          label="Labelling a set"
        />
      </div>
      {status !== "undoing" && (
        <Button size="xs" onClick={onStop}>
          Stop
        </Button>
      )}
    </div>
  )
}

interface OutcomeProps {
  operation: SetOperationRecord
  onUndo: () => void
  onDismiss: () => void
}

function Outcome({ operation, onUndo, onDismiss }: OutcomeProps) {
  const { status, total, done, error } = operation
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-3 border-kumo-hairline border-b bg-kumo-tint px-2.5 py-1.5"
    >
      <span className="min-w-0 tabular">
        {status === "failed" && <span className="text-bad">{error} </span>}
        {formatCountOf(done, "episode")} {words(operation)}
        {status === "cancelled" && `, stopped before ${formatCount(total - done)} more`}
      </span>
      {done > 0 && (
        <Button size="xs" onClick={onUndo}>
          Undo
        </Button>
      )}
      <Button size="xs" variant="ghost" onClick={onDismiss}>
        Dismiss
      </Button>
    </div>
  )
}
