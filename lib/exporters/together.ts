import { toolsOf, toWeightedMessages } from "@/lib/exporters/chat-message"
import type { EpisodeExporter } from "@/lib/exporters/exporter"

/** Together's conversational format (docs.together.ai, fine-tuning data preparation). */
export const togetherExporter: EpisodeExporter = {
  id: "together",
  title: "Together",
  description: "One conversation per line with tools, reasoning, weights of messages and of the row.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "episodes",
  rows: ["episode", "turn"],
  losses: ["assistant", "all"],
  carries: { rowWeights: true, masks: true, reasoning: true },
  limits: { minRows: 1, maxBytes: 100_000_000_000 },
  rules: {
    arguments: "json",
    functionNames: true,
    systemFirst: true,
    startsWithUser: true,
    alternates: true,
    textNeeded: false,
  },
  toRow: (example) => ({
    messages: toWeightedMessages(example, { arguments: "text", reasoning: "reasoning" }),
    ...toolsOf(example.episode.tools),
    // On every row or on none: the key is part of the file's schema.
    weight: example.episode.weight ?? 1,
  }),
  usage: ({ loss }) => `training_method = {"method": "sft", "train_on_inputs": ${loss === "all"}}`,
}
