import { formatSeconds } from "@/components/format/duration"
import { formatTokens } from "@/components/format/tokens"
import { formatUsd } from "@/components/format/usd"
import type { Block } from "./blocks"

/** What the bars of a step list can measure. */
export type StepMeasure = "latency" | "tokens" | "cost"

/** What is known of an episode's steps, the most telling first; tokens always are. Latencies of 0 ms throughout tell nothing. */
export function knownMeasures(blocks: readonly Block[]): StepMeasure[] {
  const hasLatency = blocks.some(({ latencyMs }) => latencyMs)
  const hasCost = blocks.some(({ costUsd }) => costUsd !== null)
  return [...(hasLatency ? ["latency" as const] : []), "tokens", ...(hasCost ? ["cost" as const] : [])]
}

export function sizeOf(block: Block, measure: StepMeasure): number {
  if (measure === "latency") return block.latencyMs ?? 0
  return measure === "cost" ? (block.costUsd ?? 0) : block.contentTokens
}

/** Empty where nobody measured it. */
export function figureOf(block: Block, measure: StepMeasure): string {
  if (measure === "tokens") return formatTokens(block.contentTokens)
  if (measure === "cost") return block.costUsd === null ? "" : formatUsd(block.costUsd)
  return block.latencyMs === null ? "" : formatSeconds(block.latencyMs)
}
