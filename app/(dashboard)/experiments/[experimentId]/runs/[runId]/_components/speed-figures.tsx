import { formatCount } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatTokens } from "@/components/format/tokens"
import { UNKNOWN } from "@/components/format/unknown"
import type { RunRecord } from "@/lib/contracts/runs"
import { Figures } from "./figures"

/** How long an episode takes, in time, steps and tokens. */
export function SpeedFigures({ run }: { run: RunRecord }) {
  const { latencyMs, n, meanSteps, meanContentTokens, meanInputTokens, meanOutputTokens } = run.statistics
  const timed = latencyMs.n > 0
  return (
    <Figures
      title="Length and latency"
      note="per episode"
      mainLabel={
        timed ? `Latency p50, ${formatCount(latencyMs.n)} of ${formatCount(n)} timed` : "Latency p50"
      }
      main={
        timed ? (
          <span className="font-semibold text-hero tabular">{formatDuration(latencyMs.p50)}</span>
        ) : (
          <span className="text-kumo-subtle">The source recorded no times.</span>
        )
      }
      rows={[
        { label: "Latency p95", value: formatDuration(latencyMs.p95) },
        { label: "Messages", value: meanSteps === null ? UNKNOWN : meanSteps.toFixed(1) },
        { label: "Tokens of content", value: formatTokens(meanContentTokens) },
        { label: "Tokens billed in, out", value: describeUsage(meanInputTokens, meanOutputTokens) },
      ]}
    />
  )
}

function describeUsage(input: number | null, output: number | null): string {
  if (input === null && output === null) return "not recorded"
  return `${formatTokens(input)}, ${formatTokens(output)}`
}
