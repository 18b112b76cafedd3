import { toolsOf, toWeightedMessages } from "@/lib/exporters/chat-message"
import type { EpisodeExporter } from "@/lib/exporters/exporter"

/** Fireworks' chat format (docs.fireworks.ai, supervised fine-tuning and weighted training). */
export const fireworksExporter: EpisodeExporter = {
  id: "fireworks",
  title: "Fireworks",
  description: "OpenAI chat lines with reasoning and a weight for every row.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "episodes",
  rows: ["episode", "turn"],
  losses: ["assistant"],
  carries: { rowWeights: true, masks: true, reasoning: true },
  limits: { minRows: 3, maxRows: 3_000_000 },
  rules: {
    arguments: "json",
    functionNames: true,
    systemFirst: true,
    startsWithUser: false,
    alternates: false,
    textNeeded: false,
  },
  toRow: (example) => ({
    messages: toWeightedMessages(example, { arguments: "text", reasoning: "reasoning_content" }),
    ...toolsOf(example.episode.tools),
    // A file with weights has one on every row.
    weight: example.episode.weight ?? 1,
  }),
  usage: () => null,
}
