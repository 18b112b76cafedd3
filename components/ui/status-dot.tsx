import type { ReactNode } from "react"
import { classNames } from "./class-names"

export type StatusTone = "done" | "running" | "failed" | "waiting" | "attention"

const TONES: Record<StatusTone, string> = {
  done: "bg-good",
  running: "bg-accent",
  failed: "bg-bad",
  waiting: "bg-unlabelled",
  attention: "bg-warn",
}

/** A state as a dot and a word: `Done`, `212 / 460`. */
export function StatusDot({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap tabular">
      <span aria-hidden className={classNames("size-[7px] shrink-0 rounded-full", TONES[tone])} />
      {children}
    </span>
  )
}
