import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { modelRefSchema, runRoleSchema } from "@/lib/contracts/runs"
import { STOP_REASONS } from "@/lib/domain/episode"
import { VERDICTS } from "@/lib/domain/label"

export const attemptSchema = z.object({
  id: idSchema,
  trial: z.number().int(),
  score: z.number().nullable(),
  success: z.boolean().nullable(),
  stopReason: z.enum(STOP_REASONS),
  stepCount: z.number().int(),
  costUsd: z.number().nullable(),
  latencyMs: z.number().nullable(),
  label: z.enum(VERDICTS).nullable(),
})

/** A run that tried a task. */
export const taskRunSchema = z.object({
  run: z.object({ id: idSchema, name: z.string(), role: runRoleSchema }),
  model: modelRefSchema,
  count: z.number().int(),
  successCount: z.number().int(),
})
