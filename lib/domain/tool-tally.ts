import { MESSAGE_ROLES } from "@/lib/domain/message"

/** Answers of one tool: how many, how many of them errors, their tokens, and the latencies that are known. */
export interface ToolTally {
  callCount: number
  errorCount: number
  tokenSum: number
  latencyCount: number
  latencyMsSum: number
}

interface AnsweredStep {
  /** Index into `MESSAGE_ROLES`. */
  role: number
  tool: string | null
  contentTokens: number
  latencyMs: number | null
  isError: boolean
}

const TOOL = MESSAGE_ROLES.indexOf("tool")

const NOTHING: ToolTally = { callCount: 0, errorCount: 0, tokenSum: 0, latencyCount: 0, latencyMsSum: 0 }

/** Adds `more` to `tallies`, in place. */
export function addToolTallies(
  tallies: Map<string, ToolTally>,
  more: Iterable<readonly [tool: string, tally: ToolTally]>,
): void {
  for (const [tool, added] of more) {
    const tally = tallies.get(tool) ?? { ...NOTHING }
    tally.callCount += added.callCount
    tally.errorCount += added.errorCount
    tally.tokenSum += added.tokenSum
    tally.latencyCount += added.latencyCount
    tally.latencyMsSum += added.latencyMsSum
    tallies.set(tool, tally)
  }
}

/** Answers by the tool that gave them; one that names no tool counts for none. */
export function tallyTools(steps: readonly AnsweredStep[]): Map<string, ToolTally> {
  const tallies = new Map<string, ToolTally>()
  for (const { role, tool, contentTokens, latencyMs, isError } of steps) {
    if (role !== TOOL || tool === null) continue
    const answer = {
      callCount: 1,
      errorCount: isError ? 1 : 0,
      tokenSum: contentTokens,
      latencyCount: latencyMs === null ? 0 : 1,
      latencyMsSum: latencyMs ?? 0,
    }
    addToolTallies(tallies, [[tool, answer]])
  }
  return tallies
}
