import { z } from "zod"
import { attemptSchema, taskRunSchema } from "@/lib/contracts/attempts"
import { episodeFilterSchema, episodeSortSchema } from "@/lib/contracts/episode-filter"
import { currentLabelSchema } from "@/lib/contracts/labels"
import { flagSchema, idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { modelRefSchema, runRoleSchema } from "@/lib/contracts/runs"
import { taskRefSchema } from "@/lib/contracts/task-ref"
import { COST_KINDS, STOP_REASONS } from "@/lib/domain/episode"
import { MATCHES } from "@/lib/domain/episode-diff"
import { LABEL_SOURCES, VERDICTS } from "@/lib/domain/label"

/** What lists show of an episode. Null is unknown, never zero. */
export const episodeSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  externalId: z.string(),
  run: z.object({ id: idSchema, name: z.string(), role: runRoleSchema }),
  model: modelRefSchema,
  task: taskRefSchema,
  trial: z.number().int(),
  score: z.number().nullable(),
  success: z.boolean().nullable(),
  stopReason: z.enum(STOP_REASONS),
  /** The source's own word for the stop reason. */
  stopDetail: z.string().nullable(),
  metrics: z.record(z.string(), z.number()),
  tags: z.array(z.string()),
  stepCount: z.number().int(),
  /** Every message counted once; `inputTokens` and `outputTokens` are what a provider bills. */
  contentTokens: z.number().int(),
  assistantTokens: z.number().int(),
  inputTokens: z.number().int().nullable(),
  cachedTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  costUsd: z.number().nullable(),
  costKind: z.enum(COST_KINDS).nullable(),
  environmentCostUsd: z.number().nullable(),
  latencyMs: z.number().nullable(),
  errorCount: z.number().int(),
  repaired: z.boolean(),
  label: z.enum(VERDICTS).nullable(),
  labelSource: z.enum(LABEL_SOURCES).nullable(),
  startedAt: timestampSchema.nullable(),
  createdAt: timestampSchema,
})

export type EpisodeRecord = z.infer<typeof episodeSchema>

export const episodeDetailSchema = episodeSchema.extend({
  sourceSuccess: z.boolean().nullable(),
  seed: z.number().nullable(),
  /** The environment's own account of the outcome. */
  detail: z.record(z.string(), z.unknown()).nullable(),
  /** What the importer mended, one sentence each. */
  repairs: z.array(z.string()),
  taskData: z.unknown().nullable(),
  toolCount: z.number().int(),
  /** Current labels of the episode (`stepIdx` null) and of its steps. */
  labels: z.array(currentLabelSchema),
  /** All attempts at the same task, by run: at most 100 of each. */
  attempts: z.array(taskRunSchema.extend({ episodes: z.array(attemptSchema) })),
  /** Neighbours in the filter and order of the request, for `[` and `]`. */
  previousId: idSchema.nullable(),
  nextId: idSchema.nullable(),
})

export type EpisodeDetail = z.infer<typeof episodeDetailSchema>

const episodePath = z.object({ experimentId: idSchema, episodeId: idSchema })

const searchStateSchema = z.object({
  /** Episodes that were not looked at, since they are not indexed yet; null where counting them took too long. */
  unindexed: z.number().int().nullable(),
  /** The search took too long and found nothing for that. */
  timedOut: z.boolean(),
  /** Nothing is left of the text but words like `the`, which are not indexed. */
  onlyCommonWords: z.boolean(),
})

export type SearchState = z.infer<typeof searchStateSchema>

export const listEpisodes = defineRoute({
  id: "episodes.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes",
  summary:
    "List episodes by filter and order; the count is exact up to 10,000 and null beyond, unless exactCount asks for it",
  tag: "Episodes",
  permission: "workspace.read",
  input: pageInput.extend({
    ...episodeFilterSchema.shape,
    ...episodeSortSchema.shape,
    experimentId: idSchema,
    exactCount: flagSchema,
  }),
  output: pageOf(episodeSchema).extend({
    /** How complete the search for `text` was; null without one. */
    search: searchStateSchema.nullable(),
  }),
})

export const listSnippets = defineRoute({
  id: "episodes.snippets",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/snippets",
  summary: "Where the steps of some episodes match a search, at most two places of each",
  tag: "Episodes",
  permission: "workspace.read",
  input: z.object({
    experimentId: idSchema,
    episodeId: z.preprocess(
      (raw) => (typeof raw === "string" ? raw.split(",") : raw),
      z.array(idSchema).min(1).max(50),
    ) as unknown as z.ZodType<string[], string[]>,
    text: z.string().trim().min(1).max(500),
  }),
  output: z.object({
    items: z.array(
      z.object({
        episodeId: idSchema,
        stepIdx: z.number().int(),
        /** The snippet in order, what matches apart. */
        parts: z.array(z.object({ text: z.string(), isMatch: z.boolean() })),
      }),
    ),
    timedOut: z.boolean(),
  }),
})

export const getEpisode = defineRoute({
  id: "episodes.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}",
  summary: "Get an episode with its outcome, labels, attempts at the same task and neighbours",
  tag: "Episodes",
  permission: "workspace.read",
  input: episodePath.extend({ ...episodeFilterSchema.shape, ...episodeSortSchema.shape }),
  output: episodeDetailSchema,
})

/** Steps `from` to `to` inclusive: a message, or tool calls with their results. */
const turnSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  kind: z.enum(["heard", "said", "called"]),
  tools: z.array(z.string()),
})

export const diffEpisodes = defineRoute({
  id: "episodes.diff",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}/diff/{otherId}",
  summary: "Align two attempts at one task by what they did, and say where they part",
  tag: "Episodes",
  permission: "workspace.read",
  input: episodePath.extend({ otherId: idSchema }),
  output: z.object({
    rows: z.array(
      z.object({
        /** Of `episodeId`; null where only the other one did something. */
        left: turnSchema.nullable(),
        right: turnSchema.nullable(),
        match: z.enum(MATCHES),
        /** Whether the assistants do something else here. */
        parts: z.boolean(),
      }),
    ),
    /** Position of the first row in which the assistants part; null when they never do. */
    firstDivergence: z.number().int().nullable(),
  }),
})

export type EpisodeDiffRow = z.infer<typeof diffEpisodes.output>["rows"][number]

/** Opened from a disk it shows the episode without network and runs nothing, whatever was said in it. */
export const exportEpisodePage = defineRoute({
  id: "episodes.page",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/episodes/{episodeId}/page",
  summary: "Download an episode as one HTML file without scripts",
  tag: "Episodes",
  permission: "workspace.read",
  input: episodePath,
  output: z.string(),
  streams: "text/html",
})

/** The body is NDJSON, or a JSON array, of `lib/contracts/episode-input` objects. */
export const createEpisodes = defineRoute({
  id: "episodes.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/runs/{runId}/episodes",
  summary: "Post episodes as NDJSON or as a JSON array; sending them again adds nothing",
  tag: "Episodes",
  permission: "episode.ingest",
  input: z.object({ experimentId: idSchema, runId: idSchema }),
  accepts: ["application/x-ndjson", "application/json"],
  output: z.object({
    accepted: z.number().int(),
    duplicates: z.number().int(),
    /** `line` counts from 1; the first 1,000 are listed. */
    rejected: z.array(z.object({ line: z.number().int(), reason: z.string() })),
    rejectedCount: z.number().int(),
    /** In the order they were sent; the first 1,000 are listed. */
    episodes: z.array(z.object({ id: idSchema, externalId: z.string() })),
  }),
})
