"use client"

import { useHotkeys } from "@/components/shell/use-hotkeys"
import { classNames } from "@/components/ui/class-names"
import { Kbd } from "@/components/ui/kbd"
import type { TranscriptView } from "./transcript-context"

const TOGGLES = [
  { key: "t", part: "tools", label: "Tools" },
  { key: "r", part: "reasoning", label: "Reasoning" },
  { key: "s", part: "system", label: "System" },
  { key: "e", part: "errorsOnly", label: "Errors only" },
] as const satisfies { key: string; part: keyof TranscriptView; label: string }[]

export interface ViewTogglesProps {
  view: TranscriptView
  onChange: (view: TranscriptView) => void
}

/** What stands open in the transcript, with its keys. */
export function ViewToggles({ view, onChange }: ViewTogglesProps) {
  const toggle = (part: keyof TranscriptView) => onChange({ ...view, [part]: !view[part] })
  useHotkeys(
    "Transcript",
    TOGGLES.map(({ key, part, label }) => ({
      keys: key,
      label: part === "errorsOnly" ? label : `Open or fold ${label.toLowerCase()}`,
      run: () => toggle(part),
    })),
  )
  return (
    <div className="flex items-center gap-0.5">
      {TOGGLES.map(({ key, part, label }) => (
        <button
          key={part}
          type="button"
          aria-pressed={view[part]}
          onClick={() => toggle(part)}
          className={classNames(
            "flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md px-2 text-note max-md:h-9",
            view[part] ? "bg-kumo-tint font-medium" : "text-kumo-subtle hover:bg-kumo-tint",
          )}
        >
          {label}
          <Kbd>{key}</Kbd>
        </button>
      ))}
    </div>
  )
}
