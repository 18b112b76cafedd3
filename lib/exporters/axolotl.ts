import { toChatMessages } from "@/lib/exporters/chat-message"
import type { EpisodeExporter } from "@/lib/exporters/exporter"

/** Axolotl's chat_template datasets; arguments and parameters stay JSON text, which it parses itself. */
export const axolotlExporter: EpisodeExporter = {
  id: "axolotl",
  title: "Axolotl",
  description: "Messages with a train flag each, for datasets of type chat_template.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "episodes",
  rows: ["episode", "turn"],
  losses: ["assistant", "all"],
  carries: { rowWeights: false, masks: true, reasoning: true },
  limits: {},
  rules: {
    arguments: "object",
    functionNames: false,
    systemFirst: false,
    startsWithUser: false,
    alternates: false,
    textNeeded: false,
  },
  toRow: ({ messages, trained, episode }) => ({
    messages: toChatMessages(messages, {
      arguments: "text",
      reasoning: "reasoning_content",
      namedTools: true,
    }).map((message, index) => ({ ...message, train: trained[index] })),
    ...(episode.tools.length > 0 && {
      tools: episode.tools.map((tool) => ({
        ...tool,
        function: {
          ...tool.function,
          ...(tool.function.parameters && { parameters: JSON.stringify(tool.function.parameters) }),
        },
      })),
    }),
  }),
  usage: () =>
    [
      "datasets:",
      "  - path: train.jsonl",
      "    type: chat_template",
      "    field_messages: messages",
      "    message_field_training: train",
      "    train_on_eos: turn",
    ].join("\n"),
}
