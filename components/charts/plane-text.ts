import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatUsd } from "@/components/format/usd"
import type { ChartTable } from "./chart-table"
import type { Frontier } from "./frontier"
import type { CostQualityPoint } from "./plane-place"

export interface PlaneWords {
  qualityName: string
  costName: string
  format: (quality: number) => string
  frontier: Frontier | null
  size: { name: string; format: (value: number) => string } | undefined
}

/** A sentence names no more than a listener can keep. */
const MOST_NAMED = 6

/** What the plane shows, in one sentence. */
export function describePlane(points: readonly CostQualityPoint[], words: PlaneWords): string {
  const { qualityName, costName, format, frontier } = words
  if (points.length === 0) return `${qualityName} against ${costName}: no points yet.`
  const loud = points.filter(({ muted }) => !muted).slice(0, MOST_NAMED)
  const named = loud.map(
    (point) => `${point.name} ${format(point.quality.value)} at ${formatUsd(point.cost.value)}`,
  )
  const more = points.length - loud.length
  const rest = more > 0 ? `; and ${formatCount(more)} more` : ""
  const onIt = frontier?.steps.flatMap(({ id }) => points.find((point) => point.id === id)?.name ?? [])
  const line = onIt && onIt.length > 0 ? `; the frontier runs through ${shortList(onIt)}` : ""
  return `${qualityName} against ${costName}: ${named.join("; ")}${rest}${line}.`
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED)
  const more = names.length - shown.length
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "")
}

/** One point in words, with its place at the frontier. */
export function pointTitle(point: CostQualityPoint, words: PlaneWords): string {
  const { qualityName, format, frontier, size } = words
  const parts = [
    `${qualityName} ${format(point.quality.value)}${range(point.quality, format)}`,
    `${formatUsd(point.cost.value)}${range(point.cost, formatUsd)}`,
    size && (point.size ? `${size.name} ${size.format(point.size)}` : `${size.name} unknown`),
    frontier && frontierPlace(point.id, frontier),
    point.progress && `${point.progress} so far`,
  ]
  return `${point.name}: ${parts.filter(Boolean).join(", ")}`
}

function range({ low, high }: CostQualityPoint["cost"], format: (value: number) => string): string {
  return low === null || high === null ? "" : ` (${format(low)} to ${format(high)})`
}

function frontierPlace(id: string, { probability }: Frontier): string {
  const share = probability.get(id)
  return share === undefined
    ? "not on the frontier"
    : `on the frontier with ${formatPercent(share, 0)} chance`
}

/** Every figure behind the plane. */
export function planeTable(points: readonly CostQualityPoint[], words: PlaneWords): ChartTable {
  const { qualityName, costName, frontier, size } = words
  const nameOf = (id: string | null | undefined) => points.find((point) => point.id === id)?.name ?? null
  return {
    columns: [
      "Model",
      costName,
      "low",
      "high",
      qualityName,
      `${qualityName} low`,
      `${qualityName} high`,
      "Teacher",
      ...(size ? [size.name] : []),
      ...(frontier ? ["Chance on the frontier", "Proven worse than"] : []),
    ],
    rows: points.map((point) => [
      point.name,
      point.cost.value,
      point.cost.low,
      point.cost.high,
      point.quality.value,
      point.quality.low,
      point.quality.high,
      nameOf(point.teacherId),
      ...(size ? [point.size ?? null] : []),
      ...(frontier
        ? [frontier.probability.get(point.id) ?? null, nameOf(frontier.dominatedBy.get(point.id))]
        : []),
    ]),
  }
}
