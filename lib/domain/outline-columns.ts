import { MESSAGE_ROLES, type Role } from "@/lib/domain/message"

export interface OutlineStep {
  idx: number
  role: Role
  /** Name of the tool called (assistant: the first) or answering. */
  tool: string | null
  contentTokens: number
  latencyMs: number | null
  costUsd: number | null
  isError: boolean
  reward: number | null
}

/**
 * An outline by column, a twelfth of what an object for each step takes: step `idx` is at place `idx` of each list; values that
 * few steps have come as pairs of place and value.
 */
export interface OutlineColumns {
  /** One letter for each step: `s`ystem, `u`ser, `a`ssistant, `t`ool. */
  roles: string
  /** Names, and for each step which of them, -1 none. */
  tools: string[]
  toolNos: number[]
  contentTokens: number[]
  latencyMs: [idx: number, value: number][]
  costUsd: [idx: number, value: number][]
  errors: number[]
  rewards: [idx: number, value: number][]
}

const LETTERS: Record<Role, string> = { system: "s", user: "u", assistant: "a", tool: "t" }

const ROLES = new Map(MESSAGE_ROLES.map((role) => [LETTERS[role], role]))

/** @param steps all of an episode in order, from 0 without a gap */
export function toOutlineColumns(steps: readonly OutlineStep[]): OutlineColumns {
  const numbers = new Map<string, number>()
  const numberOf = (tool: string) => {
    const known = numbers.get(tool) ?? numbers.size
    numbers.set(tool, known)
    return known
  }
  const known = (value: (step: OutlineStep) => number | null) =>
    steps.flatMap((step): [number, number][] => {
      const found = value(step)
      return found === null ? [] : [[step.idx, found]]
    })
  return {
    roles: steps.map(({ role }) => LETTERS[role]).join(""),
    toolNos: steps.map(({ tool }) => (tool === null ? -1 : numberOf(tool))),
    tools: [...numbers.keys()],
    contentTokens: steps.map(({ contentTokens }) => contentTokens),
    latencyMs: known(({ latencyMs }) => latencyMs),
    costUsd: known(({ costUsd }) => costUsd),
    errors: steps.flatMap(({ idx, isError }) => (isError ? [idx] : [])),
    rewards: known(({ reward }) => reward),
  }
}

/** Step by step again. */
export function readOutlineColumns(columns: OutlineColumns): OutlineStep[] {
  const { roles, tools, toolNos, contentTokens } = columns
  const latencies = new Map(columns.latencyMs)
  const costs = new Map(columns.costUsd)
  const rewards = new Map(columns.rewards)
  const errors = new Set(columns.errors)
  return Array.from(roles, (letter, idx) => ({
    idx,
    role: ROLES.get(letter) ?? "user",
    tool: tools[toolNos[idx] ?? -1] ?? null,
    contentTokens: contentTokens[idx] ?? 0,
    latencyMs: latencies.get(idx) ?? null,
    costUsd: costs.get(idx) ?? null,
    isError: errors.has(idx),
    reward: rewards.get(idx) ?? null,
  }))
}
