import { showHidden } from "@/components/transcript/visible-text"
import type { Gold } from "./gold"

/** The answer of the task, below the one that was given. */
export function ExpectedAnswer({ gold }: { gold: Gold }) {
  if (gold.answer === null) return null
  return (
    <p className="px-2.5 py-1.5 text-note [overflow-wrap:anywhere]">
      <span className="text-kumo-subtle">Expected</span>{" "}
      <span className="font-medium [unicode-bidi:isolate]">{showHidden(gold.answer)}</span>
    </p>
  )
}
