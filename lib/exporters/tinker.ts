import { toChatMessages } from "@/lib/exporters/chat-message"
import type { EpisodeExporter } from "@/lib/exporters/exporter"

/** Conversation files of the Tinker cookbook; every message says whether it is trained on. */
export const tinkerExporter: EpisodeExporter = {
  id: "tinker",
  title: "Tinker",
  description: "Messages with a trainable flag each, for the cookbook's TrainOnWhat.CUSTOMIZED.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "episodes",
  rows: ["episode", "turn"],
  losses: ["assistant", "all"],
  carries: { rowWeights: false, masks: true, reasoning: true },
  limits: {},
  rules: {
    arguments: "json",
    functionNames: false,
    systemFirst: false,
    startsWithUser: false,
    alternates: false,
    textNeeded: false,
  },
  toRow: ({ messages, trained, episode }) => ({
    messages: toChatMessages(messages, {
      arguments: "text",
      reasoning: "reasoning",
      namedTools: true,
    }).map(({ reasoning, ...message }, index) => ({
      ...message,
      content: withThinking(message.content, reasoning),
      trainable: trained[index],
    })),
    ...(episode.tools.length > 0 && { tools: episode.tools.map((tool) => tool.function) }),
  }),
  usage: ({ loss }) => script(loss === "all"),
}

/** The cookbook renders tools into the system message itself and wants its own objects for tool calls. */
function script(isPrefixTrained: boolean): string {
  return [
    "def conversation(line, renderer):",
    "    row = json.loads(line)",
    "    messages = row['messages']",
    "    for message in messages:",
    "        if 'tool_calls' in message:",
    "            message['tool_calls'] = [ToolCall.model_validate(call) for call in message['tool_calls']]",
    "    if 'tools' not in row:",
    "        return messages",
    "    system = messages.pop(0)['content'] if messages[0]['role'] == 'system' else ''",
    "    prefix = renderer.create_conversation_prefix_with_tools(row['tools'], system)",
    `    return [{**message, 'trainable': ${isPrefixTrained ? "True" : "False"}} for message in prefix] + messages`,
    "",
    "conversation_to_datum(conversation(line, renderer), renderer, max_length, TrainOnWhat.CUSTOMIZED)",
  ].join("\n")
}

/** The cookbook knows no empty content: a reply of calls alone has an empty text. */
function withThinking(content: unknown, reasoning: unknown): unknown {
  if (!reasoning) return content ?? ""
  const thinking = { type: "thinking", thinking: reasoning }
  return content ? [thinking, { type: "text", text: content }] : [thinking]
}
