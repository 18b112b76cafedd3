import { z } from "zod"
import { handOverSchema } from "@/lib/contracts/hand-overs"
import { idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { REFUSALS } from "@/lib/domain/refusal"

/** `reported` by the provider, `estimated` by it, or `computed` from trained tokens and a listed price. */
export const COST_KINDS = ["reported", "estimated", "computed"] as const

/** What was expected of training just before it was asked for. */
export const trainingEstimateSchema = z.object({
  lowUsd: z.number(),
  highUsd: z.number(),
  tokens: z.number().nullable(),
  source: z.string(),
  sourceDate: z.iso.date().nullable(),
})

export type TrainingEstimate = z.infer<typeof trainingEstimateSchema>

/** What training came to. */
export const trainingBillSchema = z.object({
  /** Null where nobody said. */
  trainingUsd: z.number().nullable(),
  kind: z.enum(COST_KINDS).nullable(),
  /** By the hours and listed price of its endpoints; null where it had none, or the price is not known. */
  endpointUsd: z.number().nullable(),
  estimate: trainingEstimateSchema.nullable(),
})

export type TrainingBill = z.infer<typeof trainingBillSchema>

/** A training job at a provider, as its page shows it. */
export const hostedJobSchema = z.object({
  provider: z.string(),
  providerTitle: z.string(),
  /** A machine of the workspace's own: no account, nobody bills. */
  isOwn: z.boolean(),
  connectionId: idSchema.nullable(),
  connectionName: z.string().nullable(),
  baseModel: z.string(),
  status: z.enum(["queued", "running", "succeeded", "failed", "cancelled"]),
  /** What is being done, in words. */
  stage: z.string(),
  /** The provider's own word, verbatim; null before it gave one. */
  providerStatus: z.string().nullable(),
  jobId: z.string().nullable(),
  /** Of the provider's latest answer, for its support. */
  requestId: z.string().nullable(),
  attempt: z.int(),
  progress: z.number(),
  refusal: z
    .object({ kind: z.enum(REFUSALS), title: z.string(), advice: z.string(), message: z.string() })
    .nullable(),
  checkpoints: z.array(
    z.object({ step: z.int(), model: z.string().nullable(), loss: z.number().nullable() }),
  ),
  trainedTokens: z.number().nullable(),
  /** Looks in a row that failed in a way that may pass. */
  failures: z.int(),
  nextPollAt: timestampSchema.nullable(),
  cancelRequested: z.boolean(),
  canPause: z.boolean(),
  model: z.string().nullable(),
  /** Whether a machine elsewhere is to take it, and the latest token made for that. */
  isHandedOver: z.boolean(),
  handOver: handOverSchema.nullable(),
})

export type HostedJobRecord = z.infer<typeof hostedJobSchema>

const fineTunePath = z.object({ experimentId: idSchema, fineTuneId: idSchema })

export const fineTuneEventSchema = z.object({
  seq: z.int(),
  level: z.enum(["info", "warn", "error"]),
  message: z.string(),
  requestId: z.string().nullable(),
  at: timestampSchema,
})

export type FineTuneEventRecord = z.infer<typeof fineTuneEventSchema>

export const listFineTuneEvents = defineRoute({
  id: "fine-tunes.events",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/fine-tunes/{fineTuneId}/events",
  summary: "What a provider said of a training job after a sequence number, in its own words",
  tag: "Distill",
  permission: "workspace.read",
  input: fineTunePath.extend({ after: z.coerce.number().int().min(0).default(0) }),
  output: z.object({ items: z.array(fineTuneEventSchema) }),
})

export const controlFineTune = defineRoute({
  id: "fine-tunes.control",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/fine-tunes/{fineTuneId}/control",
  summary: "Pause or resume a training job, where its provider can",
  tag: "Distill",
  permission: "run.write",
  input: fineTunePath.extend({ action: z.enum(["pause", "resume"]) }),
  output: hostedJobSchema,
})
