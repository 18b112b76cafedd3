import { z } from "zod"
import { experimentNameSchema } from "@/lib/contracts/experiments"
import { emptySchema, idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { runRoleSchema } from "@/lib/contracts/runs"

export const IMPORT_STATUSES = ["ready", "queued", "running", "done", "failed", "cancelled"] as const

export type ImportStatus = (typeof IMPORT_STATUSES)[number]

const rejectSchema = z.object({ line: z.number().int(), reason: z.string() })

/** What starting the import would create; nothing is written before. */
export const importPreviewSchema = z.object({
  format: z.string(),
  formatTitle: z.string(),
  /** What the file or its name says about the model; null when it says nothing. */
  modelName: z.string().nullable(),
  episodeCount: z.number().int(),
  taskCount: z.number().int(),
  /** Attempts of the task that has most of them. */
  trialCount: z.number().int(),
  stepCount: z.number().int(),
  /** The field of the source that becomes the score; null when nothing scores. */
  scoreField: z.string().nullable(),
  scoredCount: z.number().int(),
  /** Null when nothing is scored. */
  scoreRange: z.object({ low: z.number(), high: z.number() }).nullable(),
  successCount: z.number().int(),
  repairedCount: z.number().int(),
  rejectedCount: z.number().int(),
  /** Whether the file carries tool definitions, and whether it calls tools. */
  hasTools: z.boolean(),
  callsTools: z.boolean(),
  warnings: z.array(z.string()),
  /** The first of the repairs and of the rejects, as examples. */
  repairs: z.array(rejectSchema),
  rejects: z.array(rejectSchema),
})

export type ImportPreview = z.infer<typeof importPreviewSchema>

export const importSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  byteCount: z.number().int(),
  format: z.string(),
  status: z.enum(IMPORT_STATUSES),
  preview: importPreviewSchema.nullable(),
  experimentId: idSchema.nullable(),
  experimentName: z.string().nullable(),
  runId: idSchema.nullable(),
  runName: z.string().nullable(),
  bytesRead: z.number().int(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  repaired: z.number().int(),
  rejected: z.number().int(),
  error: z.string().nullable(),
  createdAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
})

export type ImportRecord = z.infer<typeof importSchema>

const importPath = z.object({ importId: idSchema })

export const listImports = defineRoute({
  id: "imports.list",
  method: "GET",
  path: "/api/v1/imports",
  summary: "List imports, newest first",
  tag: "Imports",
  permission: "workspace.read",
  input: pageInput.extend({ experimentId: idSchema.optional() }),
  output: pageOf(importSchema),
})

export const createImport = defineRoute({
  id: "imports.create",
  method: "POST",
  path: "/api/v1/imports",
  summary: "Upload a file: its format is detected and a preview made, nothing is imported yet",
  tag: "Imports",
  permission: "import.write",
  input: z.object({
    fileName: z.string().trim().min(1).max(500),
    /** The id of an importer, where detection should not decide. */
    format: z.string().max(100).optional(),
  }),
  accepts: ["application/octet-stream"],
  output: importSchema,
  status: 201,
})

export const getImport = defineRoute({
  id: "imports.get",
  method: "GET",
  path: "/api/v1/imports/{importId}",
  summary: "Get an import with its preview and progress",
  tag: "Imports",
  permission: "workspace.read",
  input: importPath,
  output: importSchema,
})

export const startImport = defineRoute({
  id: "imports.start",
  method: "POST",
  path: "/api/v1/imports/{importId}/start",
  summary: "Import the uploaded file into a run, in the background",
  tag: "Imports",
  permission: "import.write",
  input: importPath
    .extend({
      experimentId: idSchema.optional(),
      /** Found by name, or created. */
      experimentName: experimentNameSchema.optional(),
      /** The model's name unless given; an existing run of this name gets what it lacks. */
      runName: z.string().trim().min(1).max(200).optional(),
      modelName: z.string().trim().min(1, "Name the model that acted.").max(200),
      role: runRoleSchema.default("teacher"),
      /** Tool definitions in OpenAI chat form, for all episodes that carry none. */
      tools: z.array(z.record(z.string(), z.unknown())).max(1000).optional(),
    })
    .refine((options) => options.experimentId !== undefined || options.experimentName !== undefined, {
      path: ["experimentName"],
      message: "Name the experiment.",
    }),
  output: importSchema,
  status: 202,
})

export const cancelImport = defineRoute({
  id: "imports.cancel",
  method: "POST",
  path: "/api/v1/imports/{importId}/cancel",
  summary: "Cancel an import; episodes that have landed stay",
  tag: "Imports",
  permission: "import.write",
  input: importPath,
  output: importSchema,
})

export const deleteImport = defineRoute({
  id: "imports.delete",
  method: "DELETE",
  path: "/api/v1/imports/{importId}",
  summary: "Forget an import and its uploaded file; episodes that have landed stay",
  tag: "Imports",
  permission: "import.write",
  input: importPath,
  output: emptySchema,
})

export const listImportRejects = defineRoute({
  id: "imports.listRejects",
  method: "GET",
  path: "/api/v1/imports/{importId}/rejects",
  summary: "List quarantined records with line and reason",
  tag: "Imports",
  permission: "workspace.read",
  input: pageInput.extend({ importId: idSchema }),
  output: pageOf(rejectSchema.extend({ seq: z.number().int(), raw: z.string() })),
})

export const downloadImportRejects = defineRoute({
  id: "imports.downloadRejects",
  method: "GET",
  path: "/api/v1/imports/{importId}/rejects/download",
  summary: "Download quarantined records as NDJSON: line, reason, raw",
  tag: "Imports",
  permission: "workspace.read",
  input: importPath,
  output: z.string(),
  streams: "application/x-ndjson",
})
