import type { ReactNode } from "react"

export interface NothingMatchesProps {
  /** What nothing matches: `episodes`. */
  noun: string
  /** Which filter hurts most: `Without stop reason = max steps 37 would match.` */
  hint?: ReactNode
  action?: ReactNode
}

/** There are rows, but the filters leave none. Keeps the table head above it. */
export function NothingMatches({ noun, hint, action }: NothingMatchesProps) {
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-2 gap-y-1 px-4 py-8 text-kumo-subtle">
      <span>No {noun} match these filters.</span>
      {hint && <span>{hint}</span>}
      {action}
    </div>
  )
}
