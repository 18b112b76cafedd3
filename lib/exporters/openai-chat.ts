import { toolsOf, toWeightedMessages } from "@/lib/exporters/chat-message"
import type { EpisodeExporter } from "@/lib/exporters/exporter"

/** OpenAI's supervised fine-tuning format (fine-tuning guide and openapi.yaml, FineTuneChatRequestInput). */
export const openaiChatExporter: EpisodeExporter = {
  id: "openai-chat",
  title: "OpenAI chat",
  description: "One conversation per line with its tools, cut after the last assistant message.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "episodes",
  rows: ["episode", "turn"],
  losses: ["assistant"],
  carries: { rowWeights: false, masks: true, reasoning: false },
  // 65,536 tokens: supervised fine-tuning of the GPT-4.1 and GPT-4o families.
  limits: { minRows: 10, maxBytes: 512_000_000, maxTokens: 50_000_000, maxRowTokens: 65_536 },
  rules: {
    arguments: "json",
    functionNames: true,
    systemFirst: false,
    startsWithUser: false,
    alternates: false,
    textNeeded: false,
  },
  toRow: (example) => ({
    messages: toWeightedMessages(example, { arguments: "text" }),
    ...toolsOf(example.episode.tools),
  }),
  usage: () => null,
}
