import { z } from "zod"
import { RUN_ROLES } from "@/lib/contracts/runs"
import { COST_KINDS, STOP_REASONS } from "@/lib/domain/episode"
import { LABEL_SOURCES } from "@/lib/domain/label"

const bigintText = z.string().transform(Number)

const isoTime = z.date().transform((date) => date.toISOString())

const rowSchema = z.object({
  experimentId: z.string(),
  id: z.string(),
  externalId: z.string(),
  runId: z.string(),
  runName: z.string(),
  runRole: z.enum(RUN_ROLES),
  modelId: z.string(),
  modelName: z.string(),
  modelProvider: z.string(),
  taskNo: z.number(),
  taskKey: z.string(),
  taskTitle: z.string().nullable(),
  taskSplit: z.string().nullable(),
  taskGroup: z.string().nullable(),
  trial: z.number(),
  score: z.number().nullable(),
  success: z.boolean().nullable(),
  sourceSuccess: z.boolean().nullable(),
  stopReason: z.enum(STOP_REASONS),
  stopDetail: z.string().nullable(),
  metrics: z.record(z.string(), z.number()),
  tags: z.array(z.string()),
  stepCount: z.number(),
  contentTokens: z.number(),
  assistantTokens: z.number(),
  inputTokens: z.number().nullable(),
  cachedTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  costMicro: bigintText.nullable(),
  costKind: z.enum(COST_KINDS).nullable(),
  environmentCostMicro: bigintText.nullable(),
  latencyMs: z.number().nullable(),
  errorCount: z.number(),
  repaired: z.boolean(),
  label: z.number().nullable(),
  labelSource: z.enum(LABEL_SOURCES).nullable(),
  startedAt: isoTime.nullable(),
  createdAt: isoTime,
})

/** One line of an episode list as the database has it: money in micro-USD, the label as -1, 0, 1. */
export type EpisodeRow = z.output<typeof rowSchema>

/** Selects an `EpisodeRow` from e (Episode), t (Task), r (Run) and m (Model). */
export const EPISODE_SELECT = `
  SELECT e."experimentId", e.id, e."externalId", e."runId", r.name AS "runName", r.role AS "runRole",
         m.id AS "modelId", m.name AS "modelName", m.provider AS "modelProvider",
         t.no AS "taskNo", t.key AS "taskKey", t.title AS "taskTitle", t.split AS "taskSplit", t."group" AS "taskGroup",
         e.trial, e.score, e.success, e."sourceSuccess", e."stopReason", e."stopDetail", e.metrics, e.tags,
         e."stepCount", e."contentTokens", e."assistantTokens", e."inputTokens", e."cachedTokens", e."outputTokens",
         e."costMicro", e."costKind", e."environmentCostMicro", e."latencyMs", e."errorCount",
         e.repairs IS NOT NULL AS repaired, e.label, e."labelSource", e."startedAt", e."createdAt"`

export function parseEpisodeRow(row: unknown): EpisodeRow {
  return rowSchema.parse(row)
}
