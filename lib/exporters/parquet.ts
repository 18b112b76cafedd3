import type { EpisodeExporter } from "@/lib/exporters/exporter"

/** Everything a training script may want to select by, one row per example; messages, tools and masks are JSON. */
export const parquetExporter: EpisodeExporter = {
  id: "parquet",
  title: "Parquet",
  description:
    "A table with scores, labels, weights, masks, splits and token counts beside messages and tools as JSON.",
  mediaType: "application/vnd.apache.parquet",
  extension: "parquet",
  input: "episodes",
  rows: ["episode", "turn"],
  losses: ["assistant", "all"],
  carries: { rowWeights: true, masks: true, reasoning: true },
  limits: {},
  rules: null,
  columns: [
    { name: "episode_id", type: "STRING", nullable: false },
    { name: "last_step", type: "INT32", nullable: false },
    { name: "task", type: "STRING", nullable: true },
    { name: "run", type: "STRING", nullable: true },
    { name: "model", type: "STRING", nullable: true },
    { name: "split", type: "STRING", nullable: true },
    { name: "score", type: "DOUBLE", nullable: true },
    { name: "success", type: "BOOLEAN", nullable: true },
    { name: "label", type: "STRING", nullable: true },
    { name: "weight", type: "DOUBLE", nullable: false },
    { name: "metrics", type: "JSON", nullable: false },
    { name: "messages", type: "JSON", nullable: false },
    { name: "trained", type: "JSON", nullable: false },
    { name: "tools", type: "JSON", nullable: false },
    { name: "tokens", type: "INT32", nullable: false },
    { name: "trained_tokens", type: "INT32", nullable: false },
  ],
  toRow: ({ episode, messages, trained, tokens, trainedTokens }) => {
    const { facts } = episode
    return {
      episode_id: episode.id,
      last_step: messages.length - 1,
      task: facts?.task ?? null,
      run: facts?.run ?? null,
      model: facts?.model ?? null,
      split: facts?.split ?? null,
      score: facts?.score ?? null,
      success: facts?.success ?? null,
      label: facts?.label ?? null,
      weight: episode.weight ?? 1,
      metrics: facts?.metrics ?? {},
      messages,
      trained,
      tools: episode.tools,
      tokens,
      trained_tokens: trainedTokens,
    }
  },
  usage: () => "`trained` has one flag for each message: whether the loss is taken over it.",
}
