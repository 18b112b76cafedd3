import { z } from "zod"
import { emptySchema, idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

const DAY_LIMIT = 60

/** What lets another machine train one job, without the token itself. */
export const handOverSchema = z.object({
  id: idSchema,
  createdAt: timestampSchema,
  expiresAt: timestampSchema,
  /** When the machine last said something; null before it has. */
  lastSeenAt: timestampSchema.nullable(),
  state: z.enum(["open", "expired", "revoked", "used"]),
})

export type HandOverRecord = z.infer<typeof handOverSchema>

const fineTunePath = z.object({ experimentId: idSchema, fineTuneId: idSchema })

export const createHandOver = defineRoute({
  id: "hand-overs.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/fine-tunes/{fineTuneId}/hand-over",
  summary:
    "Make the token with which one machine elsewhere trains this job; the answer is the only place that shows it",
  tag: "Distill",
  permission: "run.write",
  input: fineTunePath.extend({ days: z.int().min(1).max(DAY_LIMIT).default(7) }),
  output: handOverSchema.extend({ token: z.string() }),
  status: 201,
})

export const deleteHandOver = defineRoute({
  id: "hand-overs.delete",
  method: "DELETE",
  path: "/api/v1/experiments/{experimentId}/fine-tunes/{fineTuneId}/hand-over",
  summary: "Revoke the token of a job that trains elsewhere; acts on the next request",
  tag: "Distill",
  permission: "run.write",
  input: fineTunePath,
  output: emptySchema,
})

/** `status.json` of a run folder, as train.py writes it. */
export const runStatusSchema = z.object({
  status: z.string().max(100),
  step: z.number().optional(),
  steps: z.number().optional(),
  message: z.string().max(10_000).optional(),
})

export type RunStatus = z.infer<typeof runStatusSchema>

/** Lines of the run's `events.jsonl` from the place `from` on. Another session is a run from the start. */
const runProgressSchema = z.object({
  session: z.string().regex(/^[A-Za-z0-9]{1,64}$/, "must be letters and digits"),
  from: z.int().min(0),
  status: runStatusSchema,
  lines: z.array(z.unknown()).max(500),
})

export type RunProgress = z.infer<typeof runProgressSchema>

/** The three below are for the machine: `Authorization: Bearer` with the token of its job is all that they need. */
export const downloadHandOver = defineRoute({
  id: "hand-overs.bundle",
  method: "GET",
  path: "/api/v1/hand-over/bundle",
  summary: "The run folder of a job as a zip, for the machine that holds its token",
  tag: "Distill",
  permission: null,
  input: z.object({}),
  output: z.unknown(),
  streams: "application/zip",
})

export const reportHandOver = defineRoute({
  id: "hand-overs.progress",
  method: "POST",
  path: "/api/v1/hand-over/progress",
  summary: "How far a job is, from the machine that holds its token",
  tag: "Distill",
  permission: null,
  input: runProgressSchema,
  output: z.object({
    /** Somebody wants it to end. */
    cancel: z.boolean(),
  }),
})

export const receiveHandOver = defineRoute({
  id: "hand-overs.result",
  method: "PUT",
  path: "/api/v1/hand-over/result",
  summary: "The trained model as a zip of flat files, once, with its SHA-256 in x-content-sha256",
  tag: "Distill",
  permission: null,
  input: z.object({}),
  output: emptySchema,
  accepts: ["application/zip"],
})
