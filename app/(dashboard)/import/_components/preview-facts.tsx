import type { ReactNode } from "react"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatScore } from "@/components/format/score"
import { Banner } from "@/components/ui/banner"
import type { ImportPreview } from "@/lib/contracts/imports"
import { RecordNotes } from "./record-notes"

/** What starting the import would make. */
export function PreviewFacts({ preview }: { preview: ImportPreview | null }) {
  if (!preview) return <p className="p-3 text-kumo-subtle">There is no preview of this file.</p>
  return (
    <div className="flex min-w-0 flex-col gap-3 p-3">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 md:grid-cols-4">
        {listFacts(preview).map(({ label, value, note }) => (
          <div key={label}>
            <dt className="text-head text-kumo-subtle">{label}</dt>
            <dd className="font-medium text-key tabular">{value}</dd>
            {note && <dd className="text-kumo-subtle text-note tabular">{note}</dd>}
          </div>
        ))}
      </dl>
      {preview.warnings.map((warning) => (
        <Banner key={warning} tone="warn">
          {warning}
        </Banner>
      ))}
      <RecordNotes
        title={`${formatCountOf(preview.repairedCount, "episode")} will be repaired`}
        notes={preview.repairs}
        total={preview.repairedCount}
      />
      <RecordNotes
        title={`${formatCountOf(preview.rejectedCount, "record")} cannot be read and will be put aside`}
        notes={preview.rejects}
        total={preview.rejectedCount}
      />
    </div>
  )
}

interface Fact {
  label: string
  value: ReactNode
  note?: string
}

function listFacts(preview: ImportPreview): Fact[] {
  const { episodeCount, trialCount, scoredCount, successCount } = preview
  return [
    {
      label: "Episodes",
      value: formatCount(episodeCount),
      note: formatCountOf(preview.stepCount, "message"),
    },
    {
      label: "Tasks",
      value: formatCount(preview.taskCount),
      ...(trialCount > 1 ? { note: `up to ${trialCount} trials each` } : {}),
    },
    { label: "Score", value: preview.scoreField ?? "none", note: describeScores(preview) },
    {
      label: "Succeeded",
      value: scoredCount > 0 || successCount > 0 ? formatCount(successCount) : "–",
      ...(episodeCount > 0 && successCount > 0 ? { note: formatPercent(successCount / episodeCount) } : {}),
    },
    { label: "Repaired", value: formatCount(preview.repairedCount) },
    { label: "Put aside", value: formatCount(preview.rejectedCount) },
    { label: "Tool calls", value: preview.callsTools ? "yes" : "no" },
    {
      label: "Tool definitions",
      value: preview.hasTools ? "in the file" : preview.callsTools ? "missing" : "none needed",
    },
  ]
}

function describeScores({ scoreRange, scoredCount, episodeCount }: ImportPreview): string {
  if (!scoreRange) return "nothing is scored"
  const range = `${formatScore(scoreRange.low, 2)} to ${formatScore(scoreRange.high, 2)}`
  return scoredCount < episodeCount ? `${range}, ${formatCount(scoredCount)} scored` : range
}
