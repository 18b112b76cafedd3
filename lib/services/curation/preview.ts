import type { z } from "zod"
import type { CurationPreview, previewCuration as route } from "@/lib/contracts/curation"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { type CurationSample, readCurationSample } from "@/lib/db/curation.sql"
import { allRows, applyRecipe, applyRules, type Selection } from "@/lib/domain/curation/apply-recipe"
import { compositionOf } from "@/lib/domain/curation/composition"
import { createMarks } from "@/lib/domain/curation/marks"
import type { Rule } from "@/lib/domain/curation/rule"
import { scoreHistogram } from "@/lib/domain/curation/score-histogram"
import { thresholdCurve } from "@/lib/domain/curation/threshold-curve"
import { totalsOf } from "@/lib/domain/curation/totals"
import { requirePermission } from "@/lib/domain/policy"
import { type RunSummary, requireRuns } from "@/lib/services/curation/require-runs"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

type Input = z.output<(typeof route)["input"]>

const EXAMPLES = 5

/** Counts of exclusions by rule with the first episodes of each; disabled rules drop nothing. */
function describeFunnel(sample: CurationSample, rules: readonly Rule[], selection: Selection) {
  const stages = new Map(selection.funnel.map((stage) => [stage.rule, stage]))
  let left = sample.columns.count
  return rules.map((_, rule) => {
    const stage = stages.get(rule) ?? { rule, before: left, kept: left, dropped: 0 }
    left = stage.kept
    const examples: string[] = []
    for (let row = 0; row < sample.columns.count && examples.length < EXAMPLES && stage.dropped > 0; row++) {
      if (selection.reasonByRow[row] === rule) examples.push(sample.episodeIds[row]!)
    }
    return { ...stage, examples }
  })
}

function describeThreshold(
  sample: CurationSample,
  rules: readonly Rule[],
  index: number | null,
  bins: number,
) {
  const threshold = index === null ? undefined : rules[index]
  if (index === null || threshold?.type !== "threshold") return { histogram: null, curve: null }
  const marks = createMarks(sample.columns)
  applyRules(sample.columns, rules, marks, 0, index)
  const histogram = scoreHistogram(sample.columns, threshold.metric, bins, { marks })
  const curve = thresholdCurve(sample.columns, rules, index, { before: marks })
  return {
    histogram: histogram && {
      metric: threshold.metric,
      edges: [...histogram.edges],
      counts: {
        good: [...histogram.counts.good],
        unsure: [...histogram.counts.unsure],
        bad: [...histogram.counts.bad],
        none: [...histogram.counts.none],
      },
      missing: histogram.missing,
    },
    curve: curve && {
      rule: index,
      stops: [...curve.stops],
      episodes: [...curve.episodes],
      tasks: [...curve.tasks],
      contentTokens: [...curve.contentTokens],
      assistantTokens: [...curve.assistantTokens],
    },
  }
}

function describeComposition(
  sample: CurationSample,
  runs: readonly RunSummary[],
  kept: Uint32Array,
): CurationPreview["composition"] {
  const all = compositionOf(sample.columns, allRows(sample.columns))
  const ours = compositionOf(sample.columns, kept)
  const tasks = sample.tasks.map(({ key, title, group }, number) => ({
    key,
    title,
    group,
    kept: ours.tasks.get(number) ?? 0,
    of: all.tasks.get(number) ?? 0,
  }))
  return {
    runs: runs.map((run, number) => ({
      runId: run.id,
      name: run.name,
      kept: ours.runs.get(number) ?? 0,
      of: all.runs.get(number) ?? 0,
    })),
    tasks: tasks.sort((a, b) => b.kept - a.kept || b.of - a.of || (a.key < b.key ? -1 : 1)),
    labels: Object.fromEntries(ours.labels),
    stopReasons: Object.fromEntries(ours.stopReasons),
  }
}

/** What a recipe keeps and drops of the chosen runs, all of it exact. */
export async function previewCuration(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, input.experimentId)
  const runs = await requireRuns(ctx, input.experimentId, input.runIds)
  const runIds = runs.map((run) => run.id)
  const sample = await readCurationSample(ctx.db.pool, input.experimentId, runIds)
  const selection = applyRecipe(sample.columns, input.rules)
  return {
    episodeCount: sample.columns.count,
    taskCount: sample.tasks.length,
    metrics: ["score", ...Object.keys(sample.columns.metrics).sort()],
    totals: totalsOf(sample.columns, selection.kept),
    funnel: describeFunnel(sample, input.rules, selection),
    ...describeThreshold(sample, input.rules, input.thresholdRule, input.bins),
    composition: describeComposition(sample, runs, selection.kept),
  }
}
