import type { ReactNode } from "react"

export interface DisclosureProps {
  title: string
  /** Unfolded at first. */
  open?: boolean
  children: ReactNode
}

/** What most people leave as it is, folded under its name. */
export function Disclosure({ title, open = false, children }: DisclosureProps) {
  return (
    <details open={open} className="group">
      <summary className="cursor-pointer rounded-sm font-medium text-kumo-subtle text-note hover:text-kumo-default">
        {title}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  )
}
