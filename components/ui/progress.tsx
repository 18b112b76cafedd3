import type { ReactNode } from "react"
import { formatPercent } from "@/components/format/percent"
import { Meter } from "./meter"

export interface ProgressProps {
  title: ReactNode
  fraction: number | null
  /** Rate and time left: `0.28 steps/s, 6 min left`. */
  note?: ReactNode
  label: string
}

/** Long work: what it is, how far, how fast and when it ends. */
export function Progress({ title, fraction, note, label }: ProgressProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <div className="flex items-baseline justify-between gap-2 text-note">
        <span className="min-w-0 truncate">{title}</span>
        <span className="text-kumo-subtle tabular">{formatPercent(fraction, 0)}</span>
      </div>
      <Meter fraction={fraction} label={label} size="thin" />
      {note && <div className="text-head text-kumo-subtle tabular">{note}</div>}
    </div>
  )
}
