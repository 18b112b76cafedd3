import { canonicalMessage } from "@/lib/domain/canonical-message"
import type { EditRule } from "@/lib/domain/curation/rule"
import type { AssistantMessage, Message, ToolCall } from "@/lib/domain/message"

/** How an episode is taught where that is not as it is. */
export interface EpisodeEdits {
  /** Places of replies that stay as context and are not trained on, ascending. */
  masked: number[]
  /** The reply that ends it, in the words of a correction. */
  correction: { step: number; message: AssistantMessage } | null
}

export interface EditableEpisode {
  messages: readonly Message[]
  /** By place: whether the message is marked as an error. */
  errors: readonly boolean[]
  /** Places of what a label masks. */
  masks: ReadonlySet<number>
  /** Current corrections by place. */
  corrections: ReadonlyMap<number, string>
}

/** What the rules make of an episode; null where it is taught as it is. */
export function editsOf(episode: EditableEpisode, rules: readonly EditRule[]): EpisodeEdits | null {
  const correction = rules.some(({ type }) => type === "corrections") ? firstCorrection(episode) : null
  const end = correction?.step ?? episode.messages.length
  const masked = episode.messages.flatMap((message, place) =>
    place < end && message.role === "assistant" && isMasked(episode, place, rules) ? [place] : [],
  )
  return masked.length > 0 || correction ? { masked, correction } : null
}

/** The episode as it is taught: what follows a corrected reply answered something else and is left out. */
export function applyEdits(messages: readonly Message[], edits: EpisodeEdits | null): readonly Message[] {
  if (!edits?.correction) return messages
  return [...messages.slice(0, edits.correction.step), edits.correction.message]
}

/** One text for equal edits. */
export function writeEdits({ masked, correction }: EpisodeEdits): string {
  const said = correction && {
    step: correction.step,
    message: JSON.parse(canonicalMessage(correction.message)) as AssistantMessage,
  }
  return JSON.stringify({ masked, correction: said })
}

export function readEdits(text: string | null): EpisodeEdits | null {
  return text === null ? null : (JSON.parse(text) as EpisodeEdits)
}

function isMasked(
  { messages, errors, masks }: EditableEpisode,
  place: number,
  rules: readonly EditRule[],
): boolean {
  return rules.some((rule) => {
    if (rule.type !== "mask") return false
    const reply = messages[place] as AssistantMessage
    const calls = (reply.tool_calls ?? []).map((call) => call.function.name)
    return (
      (rule.labelled && masks.has(place)) ||
      (rule.errors && failed(messages, errors, place)) ||
      calls.some((name) => rule.tools.includes(name))
    )
  })
}

/** Whether a reply, or anything up to the next reply, is marked as an error. */
function failed(messages: readonly Message[], errors: readonly boolean[], place: number): boolean {
  if (errors[place]) return true
  for (let after = place + 1; after < messages.length && messages[after]?.role !== "assistant"; after++) {
    if (errors[after]) return true
  }
  return false
}

function firstCorrection({ messages, corrections }: EditableEpisode): EpisodeEdits["correction"] {
  const steps = [...corrections.keys()].filter((step) => messages[step]?.role === "assistant")
  if (steps.length === 0) return null
  const step = Math.min(...steps)
  return { step, message: correctedReply(corrections.get(step) as string) }
}

/** The words of a correction as a reply; JSON of a reply with calls (`{ content, tool_calls }`) is that reply. */
export function correctedReply(text: string): AssistantMessage {
  const reply = readReply(text)
  return reply ?? { role: "assistant", content: text }
}

function readReply(text: string): AssistantMessage | null {
  try {
    const said: unknown = JSON.parse(text)
    if (said === null || typeof said !== "object" || !("tool_calls" in said)) return null
    const { tool_calls: calls } = said
    const content = "content" in said ? said.content : null
    if (!Array.isArray(calls) || !calls.every(isCall)) return null
    if (content !== null && typeof content !== "string") return null
    return { role: "assistant", content, tool_calls: calls }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isCall(value: unknown): value is ToolCall {
  const { id, function: called } = (value ?? {}) as Partial<ToolCall>
  return typeof id === "string" && typeof called?.name === "string" && typeof called.arguments === "string"
}
