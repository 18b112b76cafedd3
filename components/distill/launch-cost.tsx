import { formatUsdRange } from "@/components/format/usd"
import { classNames } from "@/components/ui/class-names"
import { Disclosure } from "@/components/ui/disclosure"
import type { PipelineRecord } from "@/lib/contracts/pipelines"

type LaunchCost = NonNullable<PipelineRecord["estimate"]>
type Part = LaunchCost["parts"][number]

const NAMES: Record<Part["name"], string> = {
  training: "Training",
  endpoint: "Endpoint",
  student: "Student's attempts",
  teacher: "Teacher's attempts",
}

/** `$1.20 – 3.40`, or that nobody knows. */
export function describePart({ lowUsd, highUsd }: Pick<Part, "lowUsd" | "highUsd">): string {
  if (highUsd === null)
    return lowUsd === null || lowUsd === 0 ? "unknown" : `from ${formatUsdRange(lowUsd, lowUsd)}`
  return formatUsdRange(lowUsd, highUsd)
}

export function describeTotal({ lowUsd, highUsd, unknown }: LaunchCost): string {
  if (unknown.length > 0 && highUsd === 0) return "unknown"
  const known = formatUsdRange(lowUsd, highUsd)
  return unknown.length > 0 ? `${known} and what is unknown` : known
}

/** Whether anything is billed at all. */
function isFree({ highUsd, unknown }: LaunchCost): boolean {
  return highUsd === 0 && unknown.length === 0
}

/** What a launch may cost, part by part, whose prices that takes, and how it was counted. */
export function LaunchCostList({ cost }: { cost: LaunchCost }) {
  if (isFree(cost)) {
    return <Lines rows={[{ name: "Costs", value: "$0, nobody bills it" }]} />
  }
  const parts = cost.parts.filter(({ highUsd }) => highUsd !== 0)
  return (
    <div className="flex flex-col gap-1.5">
      <Lines
        rows={[
          ...parts.map((part) => ({ name: NAMES[part.name], value: describePart(part) })),
          { name: "In all, about", value: describeTotal(cost), strong: true },
        ]}
      />
      <Disclosure title="Prices and how it was counted">
        <dl className="flex flex-col gap-1.5 pt-1 text-note">
          {cost.parts.map((part) => (
            <div key={part.name}>
              <dt className="font-medium">{NAMES[part.name]}</dt>
              <dd className="break-words text-kumo-subtle">
                {part.basis}.{part.source && ` From ${part.source}`}
                {part.sourceDate && `, ${part.sourceDate}`}
                {part.source && "."}
              </dd>
            </div>
          ))}
        </dl>
      </Disclosure>
      <p className="text-kumo-subtle text-note">{listSources(parts)}</p>
    </div>
  )
}

function listSources(parts: readonly Part[]): string {
  const named = parts.flatMap(({ source, sourceDate, highUsd }) =>
    source && highUsd !== null ? [sourceDate ? `${source} (${sourceDate})` : source] : [],
  )
  return named.length === 0 ? "No price is on record." : `Prices from ${[...new Set(named)].join("; ")}.`
}

interface Row {
  name: string
  value: string
  strong?: boolean
}

function Lines({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="flex flex-col gap-1.5">
      {rows.map(({ name, value, strong }) => (
        <div
          key={name}
          className={classNames(
            "flex items-baseline justify-between gap-3",
            strong && "border-kumo-hairline border-t pt-1.5",
          )}
        >
          <dt className="shrink-0 text-kumo-subtle">{name}</dt>
          <dd className="text-right font-medium tabular">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
