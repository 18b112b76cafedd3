"use client"

import { useRef } from "react"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatWait } from "@/components/format/duration"
import { useChange } from "@/components/shell/use-change"
import { Button } from "@/components/ui/button"
import { Progress } from "@/components/ui/progress"
import { cancelImport, getImport, type ImportRecord, listImports } from "@/lib/contracts/imports"

/** How far, how fast, how long still; and the way to stop. */
export function ImportProgress({ record }: { record: ImportRecord }) {
  const cancel = useChange(cancelImport, { refreshes: [getImport, listImports] })
  const { bytesRead, byteCount, accepted, duplicates, rejected, status } = record
  const note = usePace(record)
  const landed = accepted + duplicates
  return (
    <div className="flex items-end gap-4 p-3">
      <div className="min-w-0 flex-1">
        <Progress
          title={status === "queued" ? "Waiting for the worker" : `${formatCountOf(landed, "episode")} read`}
          fraction={byteCount > 0 ? bytesRead / byteCount : 0}
          note={[note, rejected > 0 && `${formatCount(rejected)} put aside`].filter(Boolean).join(", ")}
          label={`Import of ${record.fileName}`}
        />
      </div>
      <Button
        variant="secondary-destructive"
        loading={cancel.isPending}
        onClick={() => cancel.mutate({ importId: record.id })}
      >
        Cancel
      </Button>
    </div>
  )
}

/** Rate and time left, from what was seen since this page first looked. */
function usePace({ bytesRead, byteCount, accepted, duplicates, status }: ImportRecord): string {
  const start = useRef<{ at: number; bytes: number; episodes: number } | null>(null)
  const now = performance.now()
  const episodes = accepted + duplicates
  if (status !== "running") return ""
  // A worker that had to start over reads the file from its beginning again.
  if (!start.current || bytesRead < start.current.bytes)
    start.current = { at: now, bytes: bytesRead, episodes }
  const seconds = (now - start.current.at) / 1000
  const bytesPerSecond = (bytesRead - start.current.bytes) / seconds
  if (!(seconds > 0.4) || !(bytesPerSecond > 0)) return "measuring the rate"
  const rate = formatCount((episodes - start.current.episodes) / seconds)
  return `${rate} episodes/s, ${formatWait(((byteCount - bytesRead) / bytesPerSecond) * 1000)} left`
}
