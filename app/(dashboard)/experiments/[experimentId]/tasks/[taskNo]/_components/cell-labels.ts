import { showHidden } from "@/components/transcript/visible-text"
import type { TaskAttempts } from "@/lib/contracts/tasks"

export type AttemptCell = NonNullable<TaskAttempts["attempts"][number]["cells"][number]>

/**
 * What to write into a cell: the tool; where all attempts have but one tool, its arguments, which are what tells actions apart; words
 * where there are no tools.
 */
export function cellLabels(attempts: TaskAttempts["attempts"]): (cell: AttemptCell) => string {
  const tools = new Set(attempts.flatMap(({ cells }) => cells.flatMap((cell) => cell?.tools ?? [])))
  return ({ tools: its, hint }) => showHidden(tools.size > 1 ? its.join(", ") : hint || its.join(", "))
}
