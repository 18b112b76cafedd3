import type { ReactNode } from "react"
import { classNames } from "./class-names"

export type BadgeTone = "good" | "bad" | "warn" | "neutral" | "accent"

const TONES: Record<BadgeTone, string> = {
  good: "bg-good-tint text-good",
  bad: "bg-bad-tint text-bad",
  warn: "bg-warn-tint text-warn",
  neutral: "bg-kumo-tint text-kumo-subtle",
  accent: "bg-accent-tint text-accent",
}

/** An outcome, and only an outcome: success, failed, within the margin. */
export function Badge({ tone, icon, children }: { tone: BadgeTone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-[4px] px-1.5 text-note font-medium",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  )
}
