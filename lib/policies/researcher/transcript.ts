import type { AssistantMessage, Message } from "@/lib/domain/message"

/** One call of the attempt and what came back. */
export interface Turn {
  tool: string
  text: string
  result: string
}

export interface Transcript {
  question: string
  turns: Turn[]
  /** The tool call id of the first reply. */
  firstCallId: string | null
}

export function readTranscript(messages: readonly Message[]): Transcript | null {
  const opening = messages.find((message) => message.role === "user")?.content ?? ""
  const question = /^Question: (.+)$/m.exec(opening)?.[1]
  if (question === undefined) return null
  const turns = messages.flatMap((message, index) =>
    message.role === "assistant" ? [readTurn(message, messages[index + 1])] : [],
  )
  const firstReply = messages.find((message) => message.role === "assistant")
  return { question, turns, firstCallId: firstReply?.tool_calls?.[0]?.id ?? null }
}

function readTurn(reply: AssistantMessage, next: Message | undefined): Turn {
  const call = reply.tool_calls?.[0]?.function
  const text = /^\{"\w+":(".*")\}$/s.exec(call?.arguments ?? "")?.[1]
  const result = next && next.role !== "assistant" ? next.content : ""
  return { tool: call?.name ?? "", text: text === undefined ? "" : readText(text), result }
}

function readText(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch (error) {
    if (error instanceof SyntaxError) return ""
    throw error
  }
}

/** Titles of a result list, best first. */
export function listTitles(result: string): string[] {
  return Array.from(result.matchAll(/^\d+\. (.+)$/gm), ([, title]) => title ?? "")
}

/** Sentences of an article without its title. */
export function listSentences(article: string): string[] {
  const body = article.slice(article.indexOf("\n\n") + 2)
  return body.split(/(?<=\.)\s+/).filter((sentence) => sentence !== "")
}
