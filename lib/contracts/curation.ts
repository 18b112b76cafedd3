import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { rulesSchema } from "@/lib/contracts/recipes"
import { defineRoute } from "@/lib/contracts/route"
import { pendingScansSchema } from "@/lib/contracts/scans"
import { LABEL_STATES } from "@/lib/domain/curation/rule"
import { STOP_REASONS } from "@/lib/domain/episode"

const counts = z.array(z.int())

/**
 * Exact totals at every stop of one threshold's lower end, so that a drag is a look-up. Stop i of n stands at
 * low + (high - low) * (i / (n - 1)), the last at high.
 */
const curveSchema = z.object({
  low: z.number(),
  high: z.number(),
  episodes: counts,
  tasks: counts,
  contentTokens: counts,
  assistantTokens: counts,
  /** What is kept at every tenth stop: of the tasks and runs that matter most, of every label and stop reason. */
  composition: z.object({
    tasks: z.array(z.object({ key: z.string(), counts })),
    runs: z.array(z.object({ runId: idSchema, counts })),
    labels: z.partialRecord(z.enum(LABEL_STATES), counts),
    stopReasons: z.partialRecord(z.enum(STOP_REASONS), counts),
  }),
})

export type CurationCurve = z.infer<typeof curveSchema>

/** Sums over kept episodes; the score sum over those that have one. */
export const totalsSchema = z.object({
  episodes: z.int(),
  tasks: z.int(),
  contentTokens: z.int(),
  assistantTokens: z.int(),
  scoreSum: z.number(),
  costMicro: z.number(),
})

export const previewSchema = z.object({
  /** Episodes of the chosen runs. */
  episodeCount: z.int(),
  taskCount: z.int(),
  /** Names of metrics that a threshold can use, `score` first. */
  metrics: z.array(z.string()),
  totals: totalsSchema,
  /** One entry per rule, disabled ones with nothing dropped. `examples` are the first episodes it dropped. */
  funnel: z.array(
    z.object({
      rule: z.int(),
      before: z.int(),
      kept: z.int(),
      dropped: z.int(),
      examples: z.array(idSchema),
    }),
  ),
  /** Of the metric under the threshold, over the episodes that reach it; null when none has it. */
  histogram: z
    .object({
      metric: z.string(),
      edges: z.array(z.number()),
      counts: z.record(z.enum(LABEL_STATES), counts),
      missing: z.int(),
    })
    .nullable(),
  composition: z.object({
    runs: z.array(z.object({ runId: idSchema, name: z.string(), kept: z.int(), of: z.int() })),
    /** By task, most kept first. */
    tasks: z.array(
      z.object({
        key: z.string(),
        title: z.string().nullable(),
        group: z.string().nullable(),
        kept: z.int(),
        of: z.int(),
      }),
    ),
    labels: z.partialRecord(z.enum(LABEL_STATES), z.int()),
    stopReasons: z.partialRecord(z.enum(STOP_REASONS), z.int()),
  }),
  /** Tags that episodes of the experiment have, the first 200. */
  tags: z.array(z.string()),
  pending: pendingScansSchema,
  /** Another one each time that episodes were added, changed or deleted. */
  revision: z.string(),
})

export type CurationPreview = z.infer<typeof previewSchema>

const recipeInput = {
  experimentId: idSchema,
  /** All runs of the experiment when empty. */
  runIds: z.array(idSchema).max(1000).default([]),
  rules: rulesSchema,
}

export const previewCuration = defineRoute({
  id: "curation.preview",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/curation/preview",
  summary: "What a recipe keeps and drops, exactly, with the histogram under one threshold",
  tag: "Curation",
  permission: "workspace.read",
  input: z.object({
    ...recipeInput,
    /** Index of the threshold rule whose histogram is wanted. */
    thresholdRule: z.int().min(0).nullable().default(null),
    bins: z.int().min(2).max(200).default(40),
  }),
  output: previewSchema,
})

export const getCurationCurve = defineRoute({
  id: "curation.curve",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/curation/curve",
  summary: "What a recipe keeps at every position of one threshold's lower end, exactly",
  tag: "Curation",
  permission: "workspace.read",
  input: z.object({
    ...recipeInput,
    /** Index of the threshold rule; its own lower end does not matter. */
    thresholdRule: z.int().min(0),
  }),
  /** Null when no episode has the metric, or the rule is no threshold. */
  output: z.object({ curve: curveSchema.nullable() }),
})

export const getCurationLoading = defineRoute({
  id: "curation.loading",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/curation/loading",
  summary: "How far the episodes of an experiment are loaded that previews are made from",
  tag: "Curation",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema }),
  /** Null while nothing is being loaded. */
  output: z.object({ loading: z.object({ rows: z.int(), of: z.int() }).nullable() }),
})
