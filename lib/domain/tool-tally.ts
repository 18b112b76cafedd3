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

/** Adds up answers by the tool that gave them, in place; an answer that names no tool counts for none. */
export function addToolTallies(tallies: Map<string, ToolTally>, steps: readonly AnsweredStep[]): void {
  for (const { role, tool, contentTokens, latencyMs, isError } of steps) {
    if (role !== TOOL || tool === null) continue
    const tally = tallies.get(tool) ?? {
      callCount: 0,
      errorCount: 0,
      tokenSum: 0,
      latencyCount: 0,
      latencyMsSum: 0,
    }
    tallies.set(tool, tally)
    tally.callCount += 1
    tally.errorCount += isError ? 1 : 0
    tally.tokenSum += contentTokens
    if (latencyMs === null) continue
    tally.latencyCount += 1
    tally.latencyMsSum += latencyMs
  }
}
