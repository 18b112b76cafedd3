import type { EpisodeExporter } from "@/lib/exporters/exporter"

/** The stored messages themselves, for scripts of one's own. `stored`: the database assembles the lines (`lib/db/stored-lines.sql`). */
export const messagesExporter: EpisodeExporter = {
  id: "messages",
  title: "Messages as recorded",
  description:
    "One episode per line: id, task, split, weight, its messages up to the last reply, and its tools.",
  mediaType: "application/jsonl",
  extension: "jsonl",
  input: "episodes",
  rows: ["episode"],
  losses: ["assistant"],
  carries: { rowWeights: true, masks: true, reasoning: true },
  limits: {},
  rules: null,
  stored: true,
  toRow: ({ episode, messages }) => {
    const { id, facts, weight = 1, tools, maskedSteps = [] } = episode
    const masked = maskedSteps.filter((step) => step < messages.length)
    return {
      id,
      task: facts?.task ?? null,
      split: facts?.split ?? null,
      weight,
      messages,
      ...(tools.length > 0 && { tools }),
      ...(masked.length > 0 && { masked }),
    }
  },
  usage: () => "`masked` names the messages, from 0, that are not to be trained on.",
}
