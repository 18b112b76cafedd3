import { formatCount, formatCountOf } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatTimes } from "@/components/format/ratio"
import { Banner } from "@/components/ui/banner"
import { Meter } from "@/components/ui/meter"
import { WEIGHT_EDGES, type WeightSummary } from "@/lib/domain/curation/weight-summary"

interface WeightGaugeProps {
  summary: WeightSummary
  /** Episodes whose score or ratio nobody knows. */
  unknown: number
}

const TONES = { good: "accent", low: "warn", collapsed: "bad" } as const

/** How many equal episodes the weights are worth, who holds most of the weight, and a warning where few decide. */
export function WeightGauge({ summary, unknown }: WeightGaugeProps) {
  const { count, effectiveSampleSize, topPercentShare, largest, zeros, health } = summary
  const share = count > 0 ? effectiveSampleSize / count : 0
  const effective = formatCount(Math.round(effectiveSampleSize))
  const facts = [
    { name: "Heaviest 1 %", value: `${formatPercent(topPercentShare)} of the weight` },
    { name: "Largest weight", value: formatTimes(largest) },
    ...(zeros > 0 ? [{ name: "Weight 0", value: formatCountOf(zeros, "episode") }] : []),
    ...(unknown > 0 ? [{ name: "Not known", value: formatCountOf(unknown, "episode") }] : []),
  ]
  return (
    <div className="flex flex-col gap-2 text-note">
      <p className="flex items-baseline justify-between gap-2 tabular">
        <span className="text-kumo-subtle">Effective episodes</span>
        <span>
          <span className="font-semibold text-body">{effective}</span>{" "}
          <span className="text-kumo-subtle">
            of {formatCount(count)}, {formatPercent(share, 0)}
          </span>
        </span>
      </p>
      <Meter
        fraction={count > 0 ? share : null}
        label={`${effective} effective episodes of ${formatCount(count)}`}
        tone={TONES[health]}
      />
      <WeightBars summary={summary} />
      <dl className="flex flex-col gap-1">
        {facts.map(({ name, value }) => (
          <div key={name} className="flex justify-between gap-2">
            <dt className="text-kumo-subtle">{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
      <HealthNote summary={summary} />
    </div>
  )
}

function HealthNote({ summary: { count, zeros, health } }: { summary: WeightSummary }) {
  if (count > 0 && zeros === count) {
    return (
      <Banner tone="error" title="Nothing has any weight.">
        Most episodes share the best value: choose another metric, lower percentiles or another weighting.
      </Banner>
    )
  }
  if (health === "good") return null
  return health === "collapsed" ? (
    <Banner tone="warn" title="The weights collapse.">
      A handful of episodes would decide what is learnt. A higher temperature or β, a lower κ or a lower clip
      evens them out.
    </Banner>
  ) : (
    <Banner tone="info">Fewer than half of the episodes count in effect.</Banner>
  )
}

const FRACTIONS: Record<number, string> = { 0.25: "¼", 0.5: "½" }

function nameBin(bin: number): string {
  const upper = WEIGHT_EDGES[bin]
  if (upper === undefined) return `>${WEIGHT_EDGES[bin - 1]}`
  return upper === 0 ? "0" : `≤${FRACTIONS[upper] ?? upper}`
}

/** The weights in octaves of their mean. */
function WeightBars({ summary: { histogram } }: { summary: WeightSummary }) {
  const most = Math.max(1, ...histogram)
  const label = histogram.map((count, bin) => `${nameBin(bin)} times the mean: ${count}`).join(", ")
  return (
    <div role="img" aria-label={`Episodes by weight. ${label}.`} className="grid grid-cols-8 gap-0.5">
      {histogram.map((count, bin) => (
        <div key={nameBin(bin)} title={`${nameBin(bin)} times the mean: ${formatCountOf(count, "episode")}`}>
          <div className="flex h-8 items-end border-kumo-line border-b">
            <div className="w-full rounded-t-[2px] bg-bar" style={{ height: `${(100 * count) / most}%` }} />
          </div>
          <div className="truncate text-center text-head text-kumo-subtle">{nameBin(bin)}</div>
        </div>
      ))}
    </div>
  )
}
