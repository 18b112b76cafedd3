import type { ReactNode } from "react"
import { Panel } from "@/components/ui/panel"

export interface FiguresProps {
  title: string
  note?: ReactNode
  /** The figure that counts most, large. */
  main: ReactNode
  mainLabel: string
  /** How the main figure came about. */
  hint?: string | undefined
  /** Above all figures: what they rest on, where that is not what is on record. */
  basis?: ReactNode
  actions?: ReactNode
  rows: readonly { label: string; value: ReactNode }[]
}

/** A panel of numbers: one large, the others below it. */
export function Figures({ title, note, main, mainLabel, hint, basis, actions, rows }: FiguresProps) {
  return (
    <Panel title={title} note={note} actions={actions}>
      {basis}
      <div className="px-3 pt-3 pb-1">
        <div className="text-kumo-subtle text-note">{mainLabel}</div>
        <div className="min-h-[34px]">{main}</div>
        {hint && <div className="mt-0.5 text-kumo-subtle text-note">{hint}</div>}
      </div>
      <dl className="px-3 pb-2">
        {rows.map(({ label, value }) => (
          <div
            key={label}
            className="flex min-h-[30px] items-center justify-between gap-3 border-kumo-hairline border-b last:border-b-0"
          >
            <dt className="text-kumo-subtle">{label}</dt>
            <dd className="text-right tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
