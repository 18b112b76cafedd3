import { type OutlineColumns, type OutlineStep, readOutlineColumns } from "@/lib/domain/outline-columns"

/**
 * What the transcript shows as one piece, steps `from` to `to` inclusive: a message, or an assistant's tool calls with
 * their results.
 */
export interface Block {
  kind: "system" | "user" | "assistant" | "call" | "result"
  from: number
  to: number
  /** The tool of a call or of a result that stands alone. */
  tool: string | null
  isError: boolean
  contentTokens: number
  latencyMs: number | null
  costUsd: number | null
  /** Null where no step says one. */
  reward: number | null
}

function startBlock(step: OutlineStep): Block {
  const calls = step.role === "assistant" && step.tool !== null
  const kind = calls ? "call" : step.role === "tool" ? "result" : step.role
  const { idx, tool, isError, contentTokens, latencyMs, costUsd, reward } = step
  return { kind, from: idx, to: idx, tool, isError, contentTokens, latencyMs, costUsd, reward }
}

/** Results that follow a call belong to it; a result without a call stands alone. */
export function buildBlocks(outline: readonly OutlineStep[]): Block[] {
  const blocks: Block[] = []
  for (const step of outline) {
    const last = blocks.at(-1)
    if (step.role === "tool" && last?.kind === "call") {
      last.to = step.idx
      last.isError ||= step.isError
      last.contentTokens += step.contentTokens
      last.latencyMs = addKnown(last.latencyMs, step.latencyMs)
      last.costUsd = addKnown(last.costUsd, step.costUsd)
      last.reward = addKnown(last.reward, step.reward)
    } else {
      blocks.push(startBlock(step))
    }
  }
  return blocks
}

function addKnown(left: number | null, right: number | null): number | null {
  return left === null && right === null ? null : (left ?? 0) + (right ?? 0)
}

/** Position of the block that holds a step, or the next one after it; -1 when there is none. */
export function findBlock(blocks: readonly Block[], stepIdx: number): number {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((blocks[middle]?.to ?? 0) < stepIdx) low = middle + 1
    else high = middle
  }
  return low < blocks.length ? low : -1
}

/** The blocks of an outline as it comes; none while it does not. */
export function readBlocks(outline: OutlineColumns | undefined): Block[] {
  return outline ? buildBlocks(readOutlineColumns(outline)) : []
}

/** What one can jump to. */
export const JUMPS = {
  error: ({ isError }: Block) => isError,
  user: ({ kind }: Block) => kind === "user",
  reward: ({ reward }: Block) => reward !== null && reward !== 0,
} as const

export type Jump = keyof typeof JUMPS

/** The next (or previous) block of a kind from a step on, wrapping round; null when there is none. */
export function findJump(
  blocks: readonly Block[],
  jump: Jump,
  stepIdx: number | null,
  by: 1 | -1,
): Block | null {
  const places = blocks.filter(JUMPS[jump])
  if (by === 1) return places.find(({ from }) => from > (stepIdx ?? -1)) ?? places[0] ?? null
  const before = places.findLast(({ to }) => to < (stepIdx ?? Number.POSITIVE_INFINITY))
  return before ?? places.at(-1) ?? null
}
