import type { StepRecord } from "@/lib/contracts/steps"
import { callKey } from "@/lib/domain/action-key"

/** The result of a call, and the step it came in. */
export interface EarlierResult {
  stepIdx: number
  text: string
}

const known = new WeakMap<readonly StepRecord[], Map<string, EarlierResult[]>>()

/** The results in a window of steps by what was called. Windows stay in the cache as they are, so each is read once. */
function listResults(steps: readonly StepRecord[]): Map<string, EarlierResult[]> {
  const found = known.get(steps)
  if (found) return found
  const calls = new Map<string, string>()
  const results = new Map<string, EarlierResult[]>()
  for (const { idx, message } of steps) {
    if (message.role === "assistant")
      for (const call of message.tool_calls ?? []) calls.set(call.id, callKey(call))
    const key = message.role === "tool" ? calls.get(message.tool_call_id) : undefined
    if (key === undefined) continue
    const list = results.get(key) ?? []
    list.push({ stepIdx: idx, text: message.content ?? "" })
    results.set(key, list)
  }
  known.set(steps, results)
  return results
}

/** The last result before a step that the same call brought: the same tool with the same arguments. */
export function findEarlierCall(
  windows: readonly (readonly StepRecord[])[],
  key: string,
  stepIdx: number,
): EarlierResult | null {
  for (const steps of windows.toReversed()) {
    const earlier = listResults(steps)
      .get(key)
      ?.findLast((result) => result.stepIdx < stepIdx)
    if (earlier) return earlier
  }
  return null
}
