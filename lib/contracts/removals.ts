import { z } from "zod"
import { idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

/** Which episodes of an experiment are deleted by themselves; `keepDays` counts from when they were stored. */
export const retentionSchema = z.object({
  keepDays: z.int().min(1, "Keep them for a day at least.").max(36_500),
  keepLabelled: z.boolean().default(true),
  keepMembers: z.boolean().default(true),
})

export type Retention = z.infer<typeof retentionSchema>

export const REMOVAL_STATUSES = ["queued", "running", "done", "cancelled", "failed"] as const

/** A deletion. What datasets hold keeps its content, so they stay what they are. */
export const removalSchema = z.object({
  id: idSchema,
  kind: z.enum(["run", "experiment", "retention"]),
  experimentId: idSchema,
  runId: idSchema.nullable(),
  name: z.string(),
  status: z.enum(REMOVAL_STATUSES),
  /** Episodes to delete, deleted, and of these kept for datasets. */
  total: z.int(),
  removed: z.int(),
  kept: z.int(),
  /** What the tables took on disk before and after; free room within them is used again by what comes next. */
  bytesBefore: z.number().nullable(),
  bytesAfter: z.number().nullable(),
  error: z.string().nullable(),
  createdAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
})

export type RemovalRecord = z.infer<typeof removalSchema>

export const listRemovals = defineRoute({
  id: "removals.list",
  method: "GET",
  path: "/api/v1/removals",
  summary: "The last 50 deletions of runs, experiments and by retention, newest first",
  tag: "Deletion",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema.optional() }),
  output: z.object({ items: z.array(removalSchema) }),
})

export const cancelRemoval = defineRoute({
  id: "removals.cancel",
  method: "POST",
  path: "/api/v1/removals/{removalId}/cancel",
  summary: "Stop a deletion; what it deleted already stays deleted, the rest stays",
  tag: "Deletion",
  permission: "experiment.write",
  input: z.object({ removalId: idSchema }),
  output: removalSchema,
})

const experimentPath = z.object({ experimentId: idSchema })

export const getRetention = defineRoute({
  id: "retention.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/retention",
  summary: "The retention rule of an experiment; null keeps everything",
  tag: "Deletion",
  permission: "workspace.read",
  input: experimentPath,
  output: z.object({ retention: retentionSchema.nullable() }),
})

export const previewRetention = defineRoute({
  id: "retention.preview",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/retention/preview",
  summary: "What a retention rule would delete now",
  tag: "Deletion",
  permission: "workspace.read",
  input: experimentPath.extend(retentionSchema.shape),
  output: z.object({
    episodes: z.int(),
    steps: z.int(),
    /** Of these, episodes whose content datasets keep. */
    kept: z.int(),
    oldest: timestampSchema.nullable(),
  }),
})

export const updateRetention = defineRoute({
  id: "retention.update",
  method: "PUT",
  path: "/api/v1/experiments/{experimentId}/retention",
  summary: "Set or clear the retention rule; it is applied at once and then every hour",
  tag: "Deletion",
  permission: "experiment.write",
  input: experimentPath.extend({ retention: retentionSchema.nullable() }),
  output: z.object({ retention: retentionSchema.nullable() }),
})
