import { z } from "zod"
import { idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { TEXT_SCOPES } from "@/lib/domain/curation/rule"

const SCAN_STATUSES = ["queued", "running", "done", "failed"] as const

/** `actions` compares what episodes did, for near duplicates; `text` looks for the text of a rule. */
export const scanKindSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("actions") }),
  z.object({
    kind: z.literal("text"),
    within: z.enum(TEXT_SCOPES),
    text: z.string().min(1).max(1000),
  }),
])

export type ScanKind = z.infer<typeof scanKindSchema>

const scanSchema = z.object({
  experimentId: idSchema,
  /** `actions`, or what follows from a text and where it is looked for. */
  id: z.string(),
  status: z.enum(SCAN_STATUSES),
  /** 0..1 */
  progress: z.number(),
  error: z.string().nullable(),
  createdAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
})

export type ScanRecord = z.infer<typeof scanSchema>

/** Rules that decide nothing before a scan has read so many episodes more. */
export const pendingScansSchema = z.array(z.object({ rule: z.int(), scanId: z.string(), episodes: z.int() }))

export const startScan = defineRoute({
  id: "scans.start",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/scans",
  summary: "Read the messages of all episodes for a rule over texts or near duplicates, in the background",
  tag: "Curation",
  permission: "recipe.write",
  input: z.object({ experimentId: idSchema, scan: scanKindSchema }),
  output: scanSchema,
  status: 202,
})

export const getScan = defineRoute({
  id: "scans.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/scans/{scanId}",
  summary: "Get the progress of a scan",
  tag: "Curation",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, scanId: z.string().regex(/^(actions|[0-9a-f]{64})$/) }),
  /** Null where nobody has started it. */
  output: z.object({ scan: scanSchema.nullable() }),
})
