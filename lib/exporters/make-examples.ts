import type { Message, ToolDefinition } from "@/lib/domain/message"
import { countTokens } from "@/lib/domain/tokens/count-tokens"
import { countMessageTokens, countToolTokens } from "@/lib/domain/tokens/message-tokens"
import type { EpisodeExporter, ExportEpisode, ExportExample, ExportOptions } from "@/lib/exporters/exporter"

/**
 * The examples of an episode up to message `end` (exclusive; all unless given): one that ends with the last reply, or one
 * for every reply that is trained on. Empty when there is nothing to learn from. Tokens are o200k under a ChatML-like
 * template: 3 for each message, tool definitions as JSON, reasoning only where the format carries it.
 */
export function makeExamples(
  exporter: EpisodeExporter,
  episode: ExportEpisode,
  options: Pick<ExportOptions, "rows" | "loss">,
  end = episode.messages.length,
): ExportExample[] {
  const masked = new Set(episode.maskedSteps)
  const counts = countParts(exporter, episode)
  const isTrained = (index: number) => episode.messages[index]?.role === "assistant" && !masked.has(index)
  const make = (length: number, trained: readonly boolean[]): ExportExample => {
    const sum = (of: (index: number) => boolean) =>
      counts.messages.slice(0, length).reduce((total, count, index) => total + (of(index) ? count : 0), 0)
    const tokens = counts.tools + sum(() => true)
    return {
      episode,
      messages: episode.messages.slice(0, length),
      trained,
      unit: options.rows,
      tokens,
      trainedTokens: sum((index) => trained[index] === true) + (options.loss === "all" ? counts.tools : 0),
    }
  }
  if (options.rows === "turn") {
    const replies = Array.from(episode.messages.keys()).filter((index) => index < end && isTrained(index))
    return replies.map((last) =>
      make(
        last + 1,
        Array.from({ length: last + 1 }, (_, index) => index === last),
      ),
    )
  }
  const length = episode.messages.slice(0, end).findLastIndex(({ role }) => role === "assistant") + 1
  const indices = Array.from({ length }, (_, index) => index)
  if (!indices.some(isTrained)) return []
  const trained = indices.map((index) => isTrained(index) || (options.loss === "all" && !masked.has(index)))
  return [make(length, trained)]
}

/** Episodes of a run share their tools. */
const toolTokens = new WeakMap<readonly ToolDefinition[], number>()

function countTools(tools: readonly ToolDefinition[]): number {
  const known = toolTokens.get(tools)
  if (known !== undefined) return known
  const count = countToolTokens(tools)
  toolTokens.set(tools, count)
  return count
}

function countParts(
  exporter: EpisodeExporter,
  episode: ExportEpisode,
): { messages: number[]; tools: number } {
  const messages = episode.messages.map((message, index) => {
    const count = episode.messageTokens?.[index] ?? countMessageTokens(message)
    return count - countLostReasoning(exporter, message)
  })
  return { messages, tools: countTools(episode.tools) }
}

function countLostReasoning(exporter: EpisodeExporter, message: Message): number {
  if (message.role !== "assistant" || !message.reasoning || exporter.carries.reasoning) return 0
  return countTokens(message.reasoning)
}
