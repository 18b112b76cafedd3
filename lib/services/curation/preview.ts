import type { z } from "zod"
import type { CurationPreview, previewCuration as route } from "@/lib/contracts/curation"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { applyRules, type FunnelStage } from "@/lib/domain/curation/apply-recipe"
import { compositionOf } from "@/lib/domain/curation/composition"
import { keptRows, type Marks } from "@/lib/domain/curation/marks"
import type { ThresholdRule } from "@/lib/domain/curation/rule"
import { scoreHistogram } from "@/lib/domain/curation/score-histogram"
import { requirePermission } from "@/lib/domain/policy"
import { describeComposition } from "@/lib/services/curation/describe-composition"
import { type ChosenEpisodes, openForRules } from "@/lib/services/curation/open-episodes"
import { listUncompared } from "@/lib/services/scan/list-uncompared"

type Input = z.output<(typeof route)["input"]>

const EXAMPLES = 5

const TAGS_SHOWN = 200

/** Counts of exclusions by rule with the first episodes of each; disabled rules drop nothing. */
function describeFunnel(episodes: ChosenEpisodes, stages: FunnelStage[], marks: Marks, input: Input) {
  const byRule = new Map(stages.map((stage) => [stage.rule, stage]))
  const examples = findExamples(stages, marks)
  let left = episodes.countsOf("runNo").reduce((sum, count) => sum + count, 0)
  return input.rules.map((_, rule) => {
    const stage = byRule.get(rule) ?? { rule, before: left, kept: left, dropped: 0 }
    left = stage.kept
    return { ...stage, examples: (examples.get(rule) ?? []).map((row) => episodes.ids.at(row)) }
  })
}

/** The first rows that each rule dropped. */
function findExamples(stages: readonly FunnelStage[], marks: Marks): Map<number, number[]> {
  const found = new Map<number, number[]>(stages.map(({ rule }) => [rule, []]))
  let wanted = stages.reduce((sum, { dropped }) => sum + Math.min(EXAMPLES, dropped), 0)
  for (let row = 0; row < marks.length && wanted > 0; row++) {
    if ((marks[row] as number) < 0) continue
    const rows = found.get(marks[row] as number)
    if (!rows || rows.length === EXAMPLES) continue
    rows.push(row)
    wanted -= 1
  }
  return found
}

/** What a threshold chooses among: `marks` as the rules before it leave them. */
function describeHistogram(
  episodes: ChosenEpisodes,
  { rules, bins }: Input,
  index: number,
  marks: Marks,
): CurationPreview["histogram"] {
  const { metric } = rules[index] as ThresholdRule
  const reach = episodes.reachOf(metric)
  const earlier = rules.slice(0, index).filter(({ enabled }) => enabled)
  // What a text rule finds is not in the columns.
  const isNamed = earlier.every(({ type }) => type !== "text")
  const marksName = isNamed ? `${episodes.runsName} ${JSON.stringify(earlier)}` : undefined
  const histogram = reach && scoreHistogram(episodes.columns, metric, bins, { reach, marks, marksName })
  if (!histogram) return null
  const { good, unsure, bad, none } = histogram.counts
  return {
    metric,
    edges: [...histogram.edges],
    counts: { good: [...good], unsure: [...unsure], bad: [...bad], none: [...none] },
    missing: histogram.missing,
  }
}

/** What a recipe keeps and drops of the chosen runs, all of it exact. */
export async function previewCuration(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { rules, thresholdRule } = input
  const { runs, episodes, pending } = await openForRules(ctx, input)
  const { columns } = episodes
  const threshold = thresholdRule === null ? undefined : rules[thresholdRule]
  const shown = threshold?.type === "threshold" ? thresholdRule : null
  const marks = episodes.marks()
  const stages = applyRules(columns, rules, marks, 0, shown ?? 0)
  const before = marks.slice()
  stages.push(...applyRules(columns, rules, marks, shown ?? 0))
  const kept = compositionOf(columns, keptRows(marks))
  const composition = describeComposition(episodes, runs, kept)
  const metrics = Object.keys(columns.metrics).filter((metric) => episodes.reachOf(metric) !== null)
  return {
    episodeCount: episodes.countsOf("runNo").reduce((sum, count) => sum + count, 0),
    taskCount: composition.tasks.length,
    metrics: ["score", ...metrics.sort()],
    totals: kept.totals,
    funnel: describeFunnel(episodes, stages, marks, input),
    histogram: shown === null ? null : describeHistogram(episodes, input, shown, before),
    composition,
    tags: [...new Set(columns.names.tags.flat())].sort().slice(0, TAGS_SHOWN),
    pending: [...pending, ...listUncompared(columns, marks, rules)],
    revision: episodes.revision,
  }
}
