import { z } from "zod"
import { idSchema, timestampSchema } from "@/lib/contracts/list"
import { LEAK_KINDS, LEAK_SIDES } from "@/lib/domain/curation/leak"

const leakEndSchema = z.object({ episodeId: idSchema.nullable(), task: z.string(), side: z.enum(LEAK_SIDES) })

/** What was looked for across the line between training and what a model is judged on, and what was found. */
export const certificateSchema = z.object({
  passed: z.boolean(),
  checks: z.array(
    z.object({
      kind: z.enum(LEAK_KINDS),
      /** A problem with pairs fails the certificate, a note does not. */
      level: z.enum(["problem", "note"]),
      /** Pairs of tasks, 100,000 at most; for `group`, the families on both sides. */
      pairs: z.int(),
      examples: z.array(
        z.object({ train: leakEndSchema, other: leakEndSchema, similarity: z.number().min(0).max(1) }),
      ),
    }),
  ),
  /** How many tasks were compared; those whose first turn says nothing of their own could not be. */
  tasks: z.object({ train: z.int(), other: z.int(), incomparable: z.int() }),
  method: z.string(),
  createdAt: timestampSchema,
})

export type LeakCertificate = z.infer<typeof certificateSchema>

/** `report` writes leaks into the certificate, `drop` leaves the training episodes out that are part of one. */
export const LEAK_POLICIES = ["report", "drop"] as const

/** Somebody's word that training goes ahead although the certificate fails. */
export const overrideRequestSchema = z.object({
  reason: z.string().trim().min(10, "Say why in at least ten letters.").max(1000),
})

export const leakOverrideSchema = z.object({
  reason: z.string(),
  byId: idSchema.nullable(),
  byName: z.string(),
  at: timestampSchema,
})

export type LeakOverride = z.infer<typeof leakOverrideSchema>
