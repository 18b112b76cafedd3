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

function splitOpening(content: string): { mission: string; observation: string } {
  const at = content.indexOf("\nObservation:")
  if (at < 0) return { mission: content, observation: "" }
  return { mission: content.slice(0, at), observation: content.slice(at + "\nObservation:".length) }
}

/** Only chat messages are read, never an environment's internals. Turns whose reply called nothing keep their observation. */
export function readTranscript(messages: readonly Message[]): Transcript {
  let mission = ""
  let observation: string | null = null
  const turns: Turn[] = []
  for (const message of messages) {
    if (message.role === "system") continue
    if (message.role === "assistant") {
      turns.push({ observation: observation ?? "", action: readAction(message) })
      observation = null
    } else if (mission === "") {
      const opening = splitOpening(message.content)
      mission = opening.mission
      observation = opening.observation
    } else {
      observation = observation === null ? message.content : `${observation}\n${message.content}`
    }
  }
  if (observation !== null) turns.push({ observation, action: null })
  return { mission: mission.replace(/^Mission:/, ""), turns }
}
