import { z } from "zod"
import { flagSchema, idSchema, listOf } from "@/lib/contracts/list"
import { runRoleSchema } from "@/lib/contracts/runs"
import { SPLITS, STOP_REASONS } from "@/lib/domain/episode"
import { VERDICTS } from "@/lib/domain/label"

export const EPISODE_SORTS = [
  "createdAt",
  "score",
  "costUsd",
  "latencyMs",
  "stepCount",
  "contentTokens",
] as const

export type EpisodeSort = (typeof EPISODE_SORTS)[number]

export const SUCCESS_STATES = ["success", "failure", "unknown"] as const

export const LABEL_STATES = [...VERDICTS, "unlabelled"] as const

const bound = z.coerce.number().optional()

/** Lists mean "any of"; the fields together mean "all of"; ranges include both ends. */
export const episodeFilterSchema = z.object({
  runId: listOf(idSchema),
  modelId: listOf(idSchema),
  role: listOf(runRoleSchema),
  taskKey: z.string().max(1000).optional(),
  split: listOf(z.enum(SPLITS)),
  group: z.string().max(1000).optional(),
  success: listOf(z.enum(SUCCESS_STATES)),
  stopReason: listOf(z.enum(STOP_REASONS)),
  label: listOf(z.enum(LABEL_STATES)),
  tag: z.string().max(200).optional(),
  hasError: flagSchema,
  repaired: flagSchema,
  scoreMin: bound,
  scoreMax: bound,
  costUsdMin: bound,
  costUsdMax: bound,
  latencyMsMin: bound,
  latencyMsMax: bound,
  stepCountMin: bound,
  stepCountMax: bound,
  contentTokensMin: bound,
  contentTokensMax: bound,
})

export type EpisodeFilter = z.output<typeof episodeFilterSchema>

/** Unknown values come last in both directions. */
export const episodeSortSchema = z.object({
  sort: z.enum(EPISODE_SORTS).default("createdAt"),
  order: z.enum(["asc", "desc"]).default("desc"),
})
