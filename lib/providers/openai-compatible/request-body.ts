import type { ActInput } from "@/lib/contracts/policy"
import type { Message } from "@/lib/domain/message"

/** Fields that some servers refuse; each is left out for good once a server has said so. */
export type Droppable =
  | "stream_options"
  | "stream"
  | "seed"
  | "temperature"
  | "max_tokens"
  | "response_format"

export interface RequestSettings {
  model: string
  maxOutputTokens: number | null
  dropped: ReadonlySet<Droppable>
}

/** Reasoning is not sent back: no API of this form takes it. */
function toWire(message: Message) {
  if (message.role === "tool") {
    return { role: "tool", tool_call_id: message.tool_call_id, content: message.content }
  }
  if (message.role !== "assistant") return { role: message.role, content: message.content }
  const { content, tool_calls } = message
  return tool_calls?.length
    ? { role: "assistant", content, tool_calls }
    : { role: "assistant", content: content ?? "" }
}

/** Servers disagree about how many bits a seed has; all of them take 31. */
const toSeed = (seed: number) => seed & 0x7fffffff

export function createRequestBody(input: ActInput, settings: RequestSettings): Record<string, unknown> {
  const { model, maxOutputTokens, dropped } = settings
  const isStreamed = !dropped.has("stream")
  const limitName = dropped.has("max_tokens") ? "max_completion_tokens" : "max_tokens"
  return {
    model,
    messages: input.messages.map(toWire),
    ...(input.tools.length > 0 ? { tools: input.tools, tool_choice: "auto" } : {}),
    ...(input.answerForm && !dropped.has("response_format")
      ? { response_format: { type: "json_schema", json_schema: { ...input.answerForm, strict: true } } }
      : {}),
    ...(dropped.has("temperature") ? {} : { temperature: input.temperature }),
    ...(dropped.has("seed") ? {} : { seed: toSeed(input.seed) }),
    ...(maxOutputTokens === null ? {} : { [limitName]: maxOutputTokens }),
    ...(isStreamed ? { stream: true } : {}),
    ...(isStreamed && !dropped.has("stream_options") ? { stream_options: { include_usage: true } } : {}),
  }
}

const ORDER: readonly Droppable[] = [
  "response_format",
  "stream_options",
  "max_tokens",
  "seed",
  "temperature",
  "stream",
]

/** Other words that refusals name a field by. */
const ALSO: Partial<Record<Droppable, RegExp>> = { response_format: /\bjson_schema\b/ }

/**
 * The field that a refusal is about and that may be left out. A temperature other than 1 may not: the default is 1, and
 * another temperature is another experiment.
 */
export function findRefusedField(
  refusal: { param: string; message: string },
  body: Record<string, unknown>,
): Droppable | null {
  const isNamed = (field: Droppable) =>
    refusal.param.split(".")[0] === field ||
    new RegExp(`\\b${field}\\b`).test(refusal.message) ||
    ALSO[field]?.test(refusal.message) === true
  const field = ORDER.find((candidate) => candidate in body && isNamed(candidate))
  return field === "temperature" && body.temperature !== 1 ? null : (field ?? null)
}
