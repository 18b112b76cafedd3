"use client"

import { type ReactNode, useMemo } from "react"
import { ChangeRows } from "@/components/transcript/records/change-rows"
import { useTranscript } from "@/components/transcript/transcript-context"
import { Button } from "@/components/ui/button"
import { compareResults, describeChanges } from "./compare-results"
import { TextChanges } from "./text-changes"

interface ResultChangesProps {
  /** What they are compared with, before the colon. */
  children: ReactNode
  before: string
  after: string
  /** Says whether the changes are open; unique in the episode. */
  id: string
  heads?: [string, string]
}

/** Whether two results say the same, and what differs when asked. */
export function ResultChanges({ children, before, after, id, heads }: ResultChangesProps) {
  const { folds } = useTranscript()
  const changes = useMemo(() => compareResults(before, after), [before, after])
  const open = folds.isOpen(id, false)
  return (
    <div data-apart className="grid gap-1 border-kumo-hairline border-t px-2.5 py-1 text-note">
      <p className="flex flex-wrap items-center gap-x-2 text-kumo-subtle">
        <span>
          {children}: {describeChanges(changes)}
        </span>
        {changes.kind !== "same" && (
          <Button size="xs" variant="ghost" aria-expanded={open} onClick={() => folds.toggle(id, false)}>
            {open ? "Fold" : "Show what differs"}
          </Button>
        )}
      </p>
      {open && changes.kind === "records" && (
        <ChangeRows changes={changes.changes} id={`${id}/all`} {...(heads ? { heads } : {})} />
      )}
      {open && changes.kind === "text" && <TextChanges parts={changes.parts} />}
    </div>
  )
}
