import { formatCount } from "@/components/format/count"

export interface RecordNotesProps {
  title: string
  notes: readonly { line: number; reason: string }[]
  total: number
}

/** Records by line with what was found; nothing when there are none. */
export function RecordNotes({ title, notes, total }: RecordNotesProps) {
  if (total === 0) return null
  return (
    <details className="rounded-md ring ring-kumo-hairline">
      <summary className="cursor-pointer px-2.5 py-1.5 font-medium text-note">{title}</summary>
      <ul className="max-h-56 overflow-y-auto border-kumo-hairline border-t">
        {notes.map(({ line, reason }) => (
          <li
            key={`${line}:${reason}`}
            className="grid grid-cols-[88px_minmax(0,1fr)] gap-2 px-2.5 py-1 text-note"
          >
            <span className="text-kumo-subtle tabular">record {formatCount(line)}</span>
            <span className="break-words">{reason}</span>
          </li>
        ))}
        {notes.length < total && (
          <li className="px-2.5 py-1 text-kumo-subtle text-note">
            and {formatCount(total - notes.length)} more
          </li>
        )}
      </ul>
    </details>
  )
}
