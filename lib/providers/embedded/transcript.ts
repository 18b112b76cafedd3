import type { AssistantMessage, Message } from "@/lib/domain/message"

/** What the student reads of an attempt: the task, then what was seen and done, oldest first. */
export interface Transcript {
  mission: string
  turns: Turn[]
}

export interface Turn {
  observation: string
  /** Canonical call text; null for the turn that is being decided. */
  action: string | null
  /** Nobody learns from it. */
  masked?: boolean
}

/** The first call of a reply as text: tool name and its arguments with sorted keys. Null when it called nothing usable. */
export function readAction(message: AssistantMessage): string | null {
  const call = message.tool_calls?.[0]
  if (!call) return null
  try {
    const given: unknown = JSON.parse(call.function.arguments)
    if (given === null || typeof given !== "object") return null
    const sorted = Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)))
    return `${call.function.name} ${JSON.stringify(sorted)}`
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The inverse of `readAction`. */
export function parseAction(action: string): { name: string; arguments: string } {
  const space = action.indexOf(" ")
  return { name: action.slice(0, space), arguments: action.slice(space + 1) }
}

function stripLabel(content: string): string {
  return content.replace(/^Observation:\s*/, "")
}

function splitOpening(content: string): { mission: string; observation: string } {
  const at = content.indexOf("\nObservation:")
  if (at < 0) return { mission: content, observation: "" }
  return { mission: content.slice(0, at), observation: stripLabel(content.slice(at + 1)) }
}

/**
 * Only chat messages are read, never an environment's internals. Turns whose reply called nothing keep their observation; the replies at
 * the places in `masked` are turns that nobody learns from.
 */
export function readTranscript(messages: readonly Message[], masked: readonly number[] = []): Transcript {
  const transcript = readMessages(messages)
  if (masked.length === 0) return transcript
  const replies = messages.flatMap((message, place) => (message.role === "assistant" ? [place] : []))
  for (const place of masked) {
    const turn = transcript.turns[replies.indexOf(place)]
    if (turn) turn.masked = true
  }
  return transcript
}

function readMessages(messages: readonly Message[]): Transcript {
  const opening = messages.findIndex((message) => message.role !== "system")
  const first = messages[opening]
  if (!first || first.role === "assistant") return { mission: "", turns: readTurnsAfter(messages) }
  const { mission, observation } = splitOpening(first.content)
  const turns = readTurnsAfter(messages.slice(opening + 1), observation)
  return { mission: mission.replace(/^Mission:/, ""), turns }
}

/** The turns of messages that follow `observation`; the last has no action when nobody has replied to it. */
export function readTurnsAfter(messages: readonly Message[], observation: string | null = null): Turn[] {
  const turns: Turn[] = []
  let seen = observation
  for (const message of messages) {
    if (message.role === "system") continue
    if (message.role === "assistant") {
      turns.push({ observation: seen ?? "", action: readAction(message) })
      seen = null
    } else {
      const text = stripLabel(message.content)
      seen = seen === null ? text : `${seen}\n${text}`
    }
  }
  if (seen !== null) turns.push({ observation: seen, action: null })
  return turns
}
