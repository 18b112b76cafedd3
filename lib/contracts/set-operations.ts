import { z } from "zod"
import { episodeFilterSchema } from "@/lib/contracts/episode-filter"
import { emptySchema, idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { VERDICTS } from "@/lib/domain/label"

export const SET_OPERATION_STATUSES = [
  "queued",
  "running",
  "done",
  "cancelled",
  "undoing",
  "undone",
  "failed",
] as const

/** What is said of every episode of a set; null takes one's own word back. */
export const setLabelSchema = z.discriminatedUnion("key", [
  z.object({ key: z.literal("verdict"), value: z.enum(VERDICTS).nullable() }),
  z.object({
    key: z.literal("tag"),
    name: z.string().trim().min(1).max(100),
    value: z.literal(true).nullable(),
  }),
])

export type SetLabel = z.infer<typeof setLabelSchema>

export const setOperationSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  label: setLabelSchema,
  filter: episodeFilterSchema,
  status: z.enum(SET_OPERATION_STATUSES),
  /** Episodes that matched when it began; 0 before. */
  total: z.number().int(),
  /** Those that are labelled; goes down while it is undone. */
  done: z.number().int(),
  error: z.string().nullable(),
  isOwn: z.boolean(),
  createdAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
})

export type SetOperationRecord = z.infer<typeof setOperationSchema>

const operationPath = z.object({ experimentId: idSchema, operationId: idSchema })

export const startSetOperation = defineRoute({
  id: "setOperations.start",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/set-operations",
  summary: "Label all episodes of a filter, in the background",
  tag: "Labels",
  permission: "label.write",
  input: z.object({ experimentId: idSchema, filter: episodeFilterSchema.default({}), label: setLabelSchema }),
  output: setOperationSchema,
  status: 202,
})

export const getSetOperation = defineRoute({
  id: "setOperations.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/set-operations/{operationId}",
  summary: "Get the progress of labelling a set",
  tag: "Labels",
  permission: "workspace.read",
  input: operationPath,
  output: setOperationSchema,
})

export const listSetOperations = defineRoute({
  id: "setOperations.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/set-operations",
  summary: "The latest 20 times that a set was labelled, newest first",
  tag: "Labels",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema }),
  output: z.object({ items: z.array(setOperationSchema) }),
})

export const controlSetOperation = defineRoute({
  id: "setOperations.control",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/set-operations/{operationId}/control",
  summary: "Stop labelling a set where it is, or take back what was labelled",
  tag: "Labels",
  permission: "label.write",
  input: operationPath.extend({ action: z.enum(["cancel", "undo"]) }),
  output: emptySchema,
})
