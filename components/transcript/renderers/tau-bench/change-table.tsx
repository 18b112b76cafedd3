"use client"

import { formatCountOf } from "@/components/format/count"
import { ChangeRows } from "@/components/transcript/records/change-rows"
import { diffRecords } from "@/components/transcript/records/diff-records"
import { useTranscript } from "@/components/transcript/transcript-context"
import { showHidden } from "@/components/transcript/visible-text"
import type { RecordVersion } from "./record-versions"

/** What a call changed in a row of the database, against the last time that the transcript showed the row. */
export function ChangeTable({ before, after }: { before: RecordVersion; after: RecordVersion }) {
  const { onSelect } = useTranscript()
  const changes = diffRecords(before.value, after.value)
  return (
    <div className="grid gap-1 px-2.5 py-1.5 text-note">
      <p>
        <span className="font-medium [overflow-wrap:anywhere]">{showHidden(after.key)}</span>
        <span className="text-kumo-subtle">
          : {changes.length === 0 ? "nothing" : formatCountOf(changes.length, "field")} changed since{" "}
        </span>
        <button
          type="button"
          onClick={() => onSelect(before.stepIdx)}
          className="rounded-sm text-accent hover:underline"
        >
          step {before.stepIdx}
        </button>
      </p>
      {changes.length > 0 && <ChangeRows changes={changes} id={`${after.stepIdx}/changes`} />}
    </div>
  )
}
