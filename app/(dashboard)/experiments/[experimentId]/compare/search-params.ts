import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server"
import { formatBox, parseBox } from "@/components/charts/brush"
import { parseAsId } from "@/components/episode/filter-params"
import type { getComparison } from "@/lib/contracts/compare"
import { LATENCY_KINDS } from "@/lib/contracts/compare-latency"
import { priceChoiceSchema } from "@/lib/contracts/prices"
import type { RouteInput } from "@/lib/contracts/route"
import { PAIR_OUTCOMES } from "@/lib/domain/divergence-tally"
import { SPLITS } from "@/lib/domain/episode"

/** `student=PRICE`; what is none is left out. */
const parseAsPriceChoice = createParser({
  parse: (text) => (priceChoiceSchema.safeParse(text).success ? text : null),
  serialize: (choice: string) => choice,
})

/** The part of the plane that is brushed; a parameter of its own, so that a box renders nothing but the plane. */
export const parseAsBox = createParser({
  parse: parseBox,
  serialize: formatBox,
  eq: (a, b) => formatBox(a) === formatBox(b),
})

export const compareParsers = {
  /** The runs side by side; all of the experiment without them. */
  runs: parseAsArrayOf(parseAsId).withDefault([]),
  /** The pair that the verdict is about: this run ... */
  run: parseAsId,
  /** ... against this one. */
  against: parseAsId,
  quality: parseAsStringLiteral(["success", "score", "passK"]).withDefault("success"),
  /** The k of pass^k; the most that every run has without it. */
  k: parseAsInteger,
  cost: parseAsStringLiteral(["task", "success", "tokens"]).withDefault("task"),
  /** The plane, one per split or task family, or successive students over time. */
  view: parseAsStringLiteral(["plane", "split", "family", "time"]).withDefault("plane"),
  /** Marks grow with the latency of their run. */
  size: parseAsStringLiteral(["none", "latency"]).withDefault("none"),
  frontier: parseAsBoolean.withDefault(true),
  /** Only tasks that every run tried. */
  shared: parseAsBoolean.withDefault(false),
  /** Points of success that may be lost. */
  margin: parseAsInteger.withDefault(0),
  /** What-if prices of roles and runs, instead of the costs on record. */
  priceAs: parseAsArrayOf(parseAsPriceChoice).withDefault([]),
  /** Tasks of these splits and families only; all without them. */
  split: parseAsArrayOf(parseAsStringLiteral(SPLITS)).withDefault([]),
  group: parseAsArrayOf(parseAsString).withDefault([]),
  /** The confidence level of every interval, in percent. */
  level: parseAsNumberLiteral([90, 95, 99]).withDefault(95),
  /** What was timed. */
  latency: parseAsStringLiteral(LATENCY_KINDS).withDefault("episode"),
  change: parseAsStringLiteral(["all", "broken", "fixed", "same"]).withDefault("all"),
  /** Part of a task's key or title. */
  task: parseAsString.withDefault(""),
  /** One family or tag, in the list of tasks alone. */
  family: parseAsString,
  tag: parseAsString,
  /** Where they part: only pairs of attempts that ended so. */
  ended: parseAsStringLiteral(PAIR_OUTCOMES),
  /** What the tasks are grouped by. */
  by: parseAsStringLiteral(["group", "tag"]).withDefault("group"),
}

export type CompareParams = inferParserType<typeof compareParsers>

export type SetCompareParams = (change: Partial<CompareParams>) => void

export const loadCompareParams = createLoader(compareParsers)

export function comparisonInput(
  experimentId: string,
  params: CompareParams,
): RouteInput<typeof getComparison> {
  const { runs, against, shared, margin, priceAs, split, group, level } = params
  return {
    experimentId,
    ...(runs.length > 0 ? { runId: runs } : {}),
    ...(against && (runs.length === 0 || runs.includes(against)) ? { against } : {}),
    ...(split.length > 0 ? { split } : {}),
    ...(group.length > 0 ? { group } : {}),
    level: level / 100,
    shared,
    margin: Math.min(100, Math.max(0, margin)) / 100,
    ...(priceAs.length > 0 ? { priceAs } : {}),
  }
}
