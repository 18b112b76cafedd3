import type { AssistantMessage, Message } from "@/lib/domain/message"
import type { EpisodeExporter, JsonObject } from "@/lib/exporters/exporter"
import { parseArguments } from "@/lib/exporters/parse-arguments"

/** LLaMA-Factory joins the results of parallel calls with this mark (its converter of OpenAI messages does the same). */
const BETWEEN_RESULTS = "\n</tool_response>\n<tool_response>\n"

/** LLaMA-Factory's ShareGPT format with tool calls (its data/README, src/llamafactory/data/converter.py). */
export const llamaFactoryExporter: EpisodeExporter = {
  id: "llama-factory",
  title: "LLaMA-Factory ShareGPT",
  description:
    "Turns of human, gpt, function_call and observation per line, with the system text and tools beside.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "episodes",
  rows: ["episode", "turn"],
  losses: ["assistant", "all"],
  carries: { rowWeights: false, masks: false, reasoning: false },
  limits: {},
  rules: {
    arguments: "json",
    functionNames: false,
    systemFirst: true,
    startsWithUser: true,
    alternates: true,
    textNeeded: false,
  },
  toRow: ({ messages, episode }) => {
    const [first] = messages
    return {
      conversations: toTurns(messages),
      system: first?.role === "system" ? first.content : "",
      tools: episode.tools.length > 0 ? JSON.stringify(episode.tools.map((tool) => tool.function)) : "",
    }
  },
  lossesOf: (messages) => [{ code: "text_dropped", count: messages.filter(hasTextBesideCalls).length }],
  usage: ({ rows, loss }) => {
    const info = {
      winnow: {
        file_name: "train.jsonl",
        formatting: "sharegpt",
        columns: { messages: "conversations", system: "system", tools: "tools" },
      },
    }
    const flag = rows === "turn" ? "\nmask_history: true" : loss === "all" ? "\ntrain_on_prompt: true" : ""
    return `dataset_info.json: ${JSON.stringify(info, null, 2)}${flag}`
  },
}

function hasTextBesideCalls(message: Message): boolean {
  return message.role === "assistant" && Boolean(message.content) && (message.tool_calls ?? []).length > 0
}

function toTurns(messages: readonly Message[]): JsonObject[] {
  const turns: { from: string; value: string }[] = []
  for (const message of messages) {
    const last = turns.at(-1)
    switch (message.role) {
      case "system":
        break
      case "user":
        turns.push({ from: "human", value: message.content })
        break
      case "assistant":
        turns.push(toReply(message))
        break
      case "tool":
        if (last?.from === "observation") last.value += BETWEEN_RESULTS + message.content
        else turns.push({ from: "observation", value: message.content })
    }
  }
  return turns
}

function toReply({ content, tool_calls: calls = [] }: AssistantMessage): { from: string; value: string } {
  if (calls.length === 0) return { from: "gpt", value: content ?? "" }
  const parsed = calls.map(({ function: { name, arguments: text } }) => ({
    name,
    arguments: parseArguments(text),
  }))
  return { from: "function_call", value: JSON.stringify(parsed.length === 1 ? parsed[0] : parsed) }
}
