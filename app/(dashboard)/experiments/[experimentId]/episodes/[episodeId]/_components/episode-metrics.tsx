import { formatCount } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatScore } from "@/components/format/score"
import { formatTokens } from "@/components/format/tokens"
import { formatUsd } from "@/components/format/usd"
import type { Block } from "@/components/transcript/blocks"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { CostKind } from "@/lib/domain/episode"

interface Figure {
  label: string
  value: string
  title?: string
}

const MOST_METRICS = 12

/** The figures of an episode; what nobody measured is `–`. */
export function EpisodeMetrics({ episode, blocks }: { episode: EpisodeDetail; blocks: readonly Block[] }) {
  const calls = blocks.filter(({ kind }) => kind === "call").length
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-1 border-kumo-hairline border-b px-3.5 py-2.5">
      {[...figuresOf(episode, calls), ...metricsOf(episode)].map(({ label, value, title }) => (
        <div key={label} className="flex min-w-0 items-baseline justify-between gap-2" title={title}>
          <dt className="min-w-0 truncate text-kumo-subtle text-note">{label}</dt>
          <dd className="shrink-0 tabular">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const COST_WORDS: Record<CostKind, string> = {
  reported: "Cost",
  computed: "Cost",
  estimated: "Est. cost",
  notional: "What-if cost",
}

function figuresOf(episode: EpisodeDetail, calls: number): Figure[] {
  const { costKind, inputTokens, outputTokens } = episode
  return [
    { label: "Steps", value: formatCount(episode.stepCount) },
    {
      label: "Errors",
      title: "Failed of all tool calls",
      value: calls === 0 ? "–" : `${episode.errorCount} / ${calls}`,
    },
    {
      label: COST_WORDS[costKind ?? "reported"],
      value: formatUsd(episode.costUsd),
      title: `What the agent cost, without the environment${costKind ? `: ${costKind}` : ""}`,
    },
    {
      label: "Simulator",
      value: formatUsd(episode.environmentCostUsd),
      title: "What the environment cost: its simulated user, its tools",
    },
    { label: "Latency", value: formatDuration(episode.latencyMs) },
    {
      label: "Tokens",
      value: formatTokens(episode.contentTokens),
      title: "Every message counted once",
    },
    ...(inputTokens === null
      ? []
      : [
          { label: "Billed in", value: formatTokens(inputTokens), title: "Every call pays its whole prefix" },
        ]),
    ...(outputTokens === null ? [] : [{ label: "Billed out", value: formatTokens(outputTokens) }]),
  ]
}

function metricsOf({ metrics, seed }: EpisodeDetail): Figure[] {
  const figures = Object.entries(metrics)
    .slice(0, MOST_METRICS)
    .map(([label, value]) => ({
      label,
      value: Number.isInteger(value) ? formatCount(value) : formatScore(value),
      title: label,
    }))
  return seed === null ? figures : [...figures, { label: "Seed", value: String(seed) }]
}
