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
  "errorCount",
  "label",
  "startedAt",
] as const

export type EpisodeSort = (typeof EPISODE_SORTS)[number]

export const SUCCESS_STATES = ["success", "failure", "unknown"] as const

export const LABEL_STATES = [...VERDICTS, "unlabelled"] as const

const bound = z.coerce.number().optional()

/** A day in UTC, or a moment; a day as the upper end includes all of it. */
const timeBound = z.union([z.iso.date(), z.iso.datetime()]).optional()

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
  createdAtMin: timeBound,
  createdAtMax: timeBound,
  /** Who has said something of the episode, or of a step of it, that still stands. */
  labelerId: listOf(idSchema),
  /** What its steps say: words, "a phrase", or, -not this. */
  text: z.string().trim().max(500).optional(),
})

export type EpisodeFilter = z.output<typeof episodeFilterSchema>

/** The first and the last millisecond of a bound of time. */
export function momentsOf(bound: string): { first: number; last: number } {
  const at = Date.parse(bound)
  return { first: at, last: bound.length === 10 ? at + 24 * 3600 * 1000 - 1 : at }
}

/** Unknown values come last in both directions. */
export const episodeSortSchema = z.object({
  sort: z.enum(EPISODE_SORTS).default("createdAt"),
  order: z.enum(["asc", "desc"]).default("desc"),
})
