import type { Change } from "@/components/transcript/records/diff-records"
import type { StepRecord } from "@/lib/contracts/steps"
import { keyArguments } from "@/lib/domain/action-key"
import { toTurns } from "@/lib/domain/episode-turns"

export interface CallDifference {
  /** Arguments that differ, by name. */
  changes: Change[]
  /** What came back on either side, where that is not the same. */
  results: { left: string; right: string } | null
}

/** Two turns that call the same tools, each with the results that follow. */
export function compareCalls(left: readonly StepRecord[], right: readonly StepRecord[]): CallDifference {
  const [ours, theirs] = [argumentsOf(left), argumentsOf(right)]
  const changes = [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((name) => ours.get(name) !== theirs.get(name))
    .map((name) => ({ path: [name], before: ours.get(name), after: theirs.get(name) }))
  const [one, other] = [resultsOf(left), resultsOf(right)]
  return { changes, results: one === other ? null : { left: one, right: other } }
}

function argumentsOf(steps: readonly StepRecord[]): Map<string, string> {
  const turn = toTurns(steps.map(({ message }) => message)).find(({ kind }) => kind === "called")
  return turn ? keyArguments(turn.key) : new Map()
}

function resultsOf(steps: readonly StepRecord[]): string {
  return steps.flatMap(({ message }) => (message.role === "tool" ? [message.content ?? ""] : [])).join("\n")
}
