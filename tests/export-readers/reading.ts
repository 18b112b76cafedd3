/** What a row says, in order, whatever its format: texts by who said them, and tool calls with their arguments. */
export type Event =
  | { role: "system" | "user" | "assistant" | "tool"; text: string }
  | { call: string; arguments: unknown }

export interface Reading {
  events: Event[]
  /** Names of the tools, in order. */
  tools: string[]
  /** How often the format trains on a reply of this row; null where the file leaves that to the trainer. */
  trainedReplies: number | null
  weight?: number
}

/** Rejects a row as the provider would. */
export function refuse(reason: string): never {
  throw new Error(reason)
}

/** An empty text says nothing, and some formats have no place for it. */
export function textEvent(role: "system" | "user" | "assistant" | "tool", text: string): Event[] {
  return text === "" ? [] : [{ role, text }]
}
