import type { Message, ToolDefinition } from "@/lib/domain/message"
import { countTokens } from "@/lib/domain/tokens/count-tokens"

/** Tokens of what a message says, without what a chat template wraps it in: content, reasoning, and name and arguments of its tool calls. */
export function countMessageTokens(message: Message): number {
  const own = message.content ? countTokens(message.content) : 0
  if (message.role !== "assistant") return own
  const calls = message.tool_calls ?? []
  const called = calls.reduce(
    (sum, { function: { name, arguments: text } }) => sum + countTokens(name) + countTokens(text),
    0,
  )
  return own + called + (message.reasoning ? countTokens(message.reasoning) : 0)
}

/** Tool definitions as JSON; providers render them their own way, within about 15 %. */
export function countToolTokens(tools: readonly ToolDefinition[]): number {
  return tools.length === 0 ? 0 : countTokens(JSON.stringify(tools))
}
