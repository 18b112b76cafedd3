import type { Message, ToolDefinition } from "@/lib/domain/message"
import type { EpisodeExporter, JsonObject } from "@/lib/exporters/exporter"
import { toGeminiSchema } from "@/lib/exporters/gemini-schema"
import { parseArguments } from "@/lib/exporters/parse-arguments"

interface Content {
  role: "user" | "model"
  parts: JsonObject[]
}

/** Vertex AI's supervised tuning format for Gemini (prepare-data and function-calling pages of its tuning guide). */
export const geminiExporter: EpisodeExporter = {
  id: "gemini",
  title: "Vertex AI / Gemini",
  description: "Contents of user and model per line, with function calls and responses as parts.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "episodes",
  rows: ["episode"],
  losses: ["assistant"],
  carries: { rowWeights: false, masks: false, reasoning: false },
  limits: {
    minRows: 1,
    maxRows: 1_000_000,
    maxValidationRows: 5000,
    maxBytes: 1_000_000_000,
    maxRowTokens: 131_072,
  },
  rules: {
    arguments: "object",
    functionNames: true,
    systemFirst: true,
    startsWithUser: true,
    alternates: false,
    textNeeded: true,
  },
  toRow: ({ messages, episode }) => {
    const [first] = messages
    const system = first?.role === "system" ? first.content : null
    return {
      ...(system !== null && { systemInstruction: { role: "system", parts: [{ text: system }] } }),
      contents: toContents(messages),
      ...(episode.tools.length > 0 && {
        tools: [{ functionDeclarations: episode.tools.map(toDeclaration) }],
      }),
    }
  },
  usage: () => null,
}

/** Neighbours of one role become one content; a response names its function, since Gemini knows no ids of calls. */
function toContents(messages: readonly Message[]): Content[] {
  const names = new Map<string, string>()
  const contents: Content[] = []
  const add = (role: Content["role"], parts: JsonObject[]) => {
    const last = contents.at(-1)
    if (last?.role === role) last.parts.push(...parts)
    else contents.push({ role, parts })
  }
  for (const message of messages) {
    if (message.role === "user") add("user", [{ text: message.content }])
    if (message.role === "tool") {
      const name = names.get(message.tool_call_id) ?? message.name
      // A response has to be an object; the text stays as it was.
      add("user", [{ functionResponse: { name, response: { content: message.content } } }])
    }
    if (message.role === "assistant") {
      const calls = message.tool_calls ?? []
      for (const call of calls) names.set(call.id, call.function.name)
      const text = message.content ? [{ text: message.content }] : []
      add("model", [
        ...text,
        ...calls.map(({ function: { name, arguments: args } }) => ({
          functionCall: { name, args: parseArguments(args) },
        })),
      ])
    }
  }
  return contents
}

function toDeclaration({ function: { name, description, parameters } }: ToolDefinition): JsonObject {
  return {
    name,
    ...(description !== undefined && { description }),
    ...(parameters && { parameters: toGeminiSchema(parameters) }),
  }
}
