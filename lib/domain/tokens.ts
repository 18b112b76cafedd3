import { countTokens as countO200k, setMergeCacheSize } from "gpt-tokenizer/encoding/o200k_base"
import type { Message, ToolDefinition } from "@/lib/domain/message"

/** What the chat template costs per message: its start, role and end. */
export const TOKENS_PER_MESSAGE = 3

/** Byte-pair merging is quadratic in an unbroken run of letters, spaces or signs; longer ones are counted in pieces. */
const RUN_LIMIT = 64
const LONG_RUN = new RegExp(
  `[\\p{L}\\p{M}]{${RUN_LIMIT},}|\\s{${RUN_LIMIT},}|[^\\s\\p{L}\\p{M}\\p{N}]{${RUN_LIMIT},}`,
  "gu",
)
const RUN_PIECE = new RegExp(`[^]{1,${RUN_LIMIT}}`, "gu")

/** The library's cache of merges slows down as it fills; small, it is the fastest and costs no memory. */
setMergeCacheSize(1000)

/** Markers such as <|endoftext|> are text here: whoever writes them into a trajectory does not end it. */
const AS_TEXT = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() }

/** Tokens of a text in OpenAI's o200k encoding; exact but for unbroken runs of 64 characters and more, and linear in length. */
export function countTextTokens(text: string): number {
  let count = 0
  let end = 0
  for (const { 0: run, index } of text.matchAll(LONG_RUN)) {
    if (index > end) count += countO200k(text.slice(end, index), AS_TEXT)
    for (const [piece] of run.matchAll(RUN_PIECE)) count += countO200k(piece, AS_TEXT)
    end = index + run.length
  }
  return end < text.length ? count + countO200k(end === 0 ? text : text.slice(end), AS_TEXT) : count
}

/** What one message adds to a context: its texts, the names and arguments of its tool calls, and the template's overhead. */
export function countMessageTokens(message: Message): number {
  let count = TOKENS_PER_MESSAGE + countTextTokens(message.content ?? "")
  if (message.role !== "assistant") return count
  if (message.reasoning) count += countTextTokens(message.reasoning)
  for (const call of message.tool_calls ?? []) {
    count += countTextTokens(call.function.name) + countTextTokens(call.function.arguments)
  }
  return count
}

/** Tool definitions as JSON; providers render them their own way, within about 15 %. */
export function countToolTokens(tools: readonly ToolDefinition[]): number {
  return tools.length === 0 ? 0 : countTextTokens(JSON.stringify(tools))
}
