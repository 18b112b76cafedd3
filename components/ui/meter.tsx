import { classNames } from "./class-names"

export interface MeterProps {
  /** 0..1. Null shows an empty track: nothing known yet. */
  fraction: number | null
  /** What a screen reader hears: `38 of 120 labelled`. */
  label: string
  /** A second mark on the same track (0..1 each), hatched: the expected total. */
  expected?: { from: number; to: number }
  tone?: "accent" | "bar" | "warn" | "bad"
  size?: "thin" | "base"
  className?: string
}

const TONES = { accent: "bg-accent", bar: "bg-bar", warn: "bg-warn", bad: "bg-bad" }

/** Progress on a track. */
export function Meter({ fraction, label, expected, tone = "accent", size = "base", className }: MeterProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(fraction === null ? {} : { "aria-valuenow": Math.round(clamp(fraction) * 100) })}
      className={classNames(
        "relative overflow-hidden rounded-full bg-kumo-fill",
        size === "thin" ? "h-[3px]" : "h-1.5",
        className,
      )}
    >
      {fraction !== null && (
        <div
          className={classNames("h-full rounded-full", TONES[tone])}
          style={{ width: percent(fraction) }}
        />
      )}
      {expected && (
        <div
          className="hatched absolute inset-y-0"
          style={{ left: percent(expected.from), width: percent(expected.to - expected.from) }}
        />
      )}
    </div>
  )
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction))
}

function percent(fraction: number): string {
  return `${clamp(fraction) * 100}%`
}
