"use client"

import { classNames } from "@/components/ui/class-names"
import { Kbd } from "@/components/ui/kbd"
import type { Verdict } from "@/lib/domain/label"
import { useLabelKeys } from "./use-label-keys"

/** In the order they are offered. */
export const VERDICT_CHOICES = [
  { verdict: "good", label: "Good", look: "bg-good-tint text-good ring-2 ring-good" },
  { verdict: "bad", label: "Bad", look: "bg-bad-tint text-bad ring-2 ring-bad" },
  { verdict: "unsure", label: "Unsure", look: "bg-warn-tint text-warn ring-2 ring-warn" },
] as const satisfies { verdict: Verdict; label: string; look: string }[]

export interface VerdictButtonsProps {
  /** What they judge, for screen readers: `this episode`, `step 13`. */
  target: string
  value: Verdict | null
  onChange: (verdict: Verdict) => void
  disabled?: boolean
  /** Drawn before the key: `⇧`. Null draws no caps. */
  prefix?: string | null
  /** `stack`: full width, one below the other, for a queue. */
  layout?: "row" | "stack"
}

/** Good, bad, unsure. The keys are bound by whoever shows them. */
export function VerdictButtons(props: VerdictButtonsProps) {
  const { target, value, onChange, disabled = false, prefix = "", layout = "row" } = props
  const keys = useLabelKeys()
  return (
    <fieldset
      className={classNames("grid gap-2", layout === "row" ? "grid-cols-3" : "max-md:grid-cols-3")}
      disabled={disabled}
    >
      <legend className="sr-only">Judge {target}</legend>
      {VERDICT_CHOICES.map(({ verdict, label, look }) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={value === verdict}
          onClick={() => onChange(verdict)}
          className={classNames(
            "flex items-center gap-2 rounded-md px-2.5 font-medium text-body disabled:cursor-not-allowed disabled:opacity-60 max-md:h-11 max-md:justify-center",
            layout === "row" ? "h-[30px] justify-center" : "h-9 justify-between",
            value === verdict ? look : "ring ring-kumo-line enabled:hover:bg-kumo-tint",
          )}
        >
          {label}
          {prefix !== null && <Kbd>{`${prefix}${keys[verdict]}`}</Kbd>}
        </button>
      ))}
    </fieldset>
  )
}
