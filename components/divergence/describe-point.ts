import { showHidden } from "@/components/transcript/visible-text"
import type { DivergencePoint } from "@/lib/contracts/divergences"

const NAMES_SHOWN = 60

/** A name that a model may have made up, as text and not too long. */
export function toolName(name: string | null): string {
  return name === null ? "words" : showHidden(name).slice(0, NAMES_SHOWN)
}

/** What the student does there: `calls get_order instead`, `other order_id`. */
export function describePoint(
  point: Pick<DivergencePoint, "kind" | "otherTool" | "fields" | "changes">,
): string {
  switch (point.kind) {
    case "other_tool":
      return `calls ${toolName(point.otherTool)} instead`
    case "other_arguments":
      return `other ${describeArguments(point)}`
    case "missing":
      return "does not call it"
    case "extra":
      return "calls it in addition"
    case "text":
      return "says something else"
  }
}

function describeArguments({ fields, changes }: Pick<DivergencePoint, "fields" | "changes">): string {
  const names = fields.length === 0 ? "calls" : toolName(fields.join(", "))
  const [first] = changes
  // One that happened once is an example, no habit.
  if (!first || first.count < 2) return names
  return `${names}: ${toolName(first.from)} → ${toolName(first.to)} ${first.count} times`
}
