import { z } from "zod"
import { breakEvenSettingsInput } from "@/lib/contracts/break-even"
import { getComparison } from "@/lib/contracts/compare"
import { emptySchema, estimateSchema, idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { runRoleSchema } from "@/lib/contracts/runs"
import { SPLITS } from "@/lib/domain/episode"

/** A run as a shared page shows it: no ids, only names. Costs in USD, latency in ms. */
const sharedRunSchema = z.strictObject({
  key: z.string(),
  name: z.string(),
  model: z.string(),
  role: runRoleSchema,
  /** Its place in the order of models, which decides its colour and marker; below 0 for a model that is a baseline only. */
  place: z.int(),
  teacherKey: z.string().nullable(),
  n: z.int(),
  tasks: z.int(),
  successRate: estimateSchema,
  costPerTaskUsd: estimateSchema,
  costPerSuccessUsd: estimateSchema,
  /** `97 % of episodes priced`, `priced as gpt-4.1`; empty where every cost is on record. */
  costNote: z.string(),
  latencyP50Ms: z.number().nullable(),
  latencyP95Ms: z.number().nullable(),
  /** pass^k for k = 1, 2, ...; empty with one attempt a task. */
  passK: z.array(estimateSchema),
})

const sharedPairSchema = z.strictObject({
  teacher: z.string(),
  student: z.string(),
  sharedTasks: z.int(),
  difference: estimateSchema,
  conclusion: z.string(),
  evidence: z.string(),
  leftOut: z.string(),
})

const sharedBreakEvenSchema = z.strictObject({
  sentence: z.string(),
  per: z.enum(["episode", "success"]),
  volumePerMonth: z.number(),
  oneOffUsd: z.number().nullable(),
  savingUsd: estimateSchema,
  savingPerMonthUsd: estimateSchema,
  months: estimateSchema,
  /** What was assumed, a sentence each. */
  assumptions: z.array(z.string()),
})

/** All that a shared page shows, and all that it can reach. */
export const shareSnapshotSchema = z.strictObject({
  format: z.literal("winnow-share-1"),
  title: z.string(),
  experiment: z.string(),
  question: z.string(),
  asOf: timestampSchema,
  madeBy: z.string(),
  splits: z.array(z.enum(SPLITS)),
  families: z.array(z.string()),
  /** The confidence level of every interval. */
  level: z.number(),
  /** Every run on the tasks that all of them tried, instead of each on its own. */
  sharedTasksOnly: z.boolean(),
  margin: z.number(),
  runs: z.array(sharedRunSchema),
  pair: sharedPairSchema.nullable(),
  breakEven: sharedBreakEvenSchema.nullable(),
  /** How the figures were made, a sentence each. */
  methods: z.array(z.string()),
})

export type ShareSnapshot = z.infer<typeof shareSnapshotSchema>

export type SharedRun = ShareSnapshot["runs"][number]

const shareSchema = z.object({
  id: idSchema,
  title: z.string(),
  embed: z.boolean(),
  state: z.enum(["open", "expired", "revoked"]),
  createdByName: z.string(),
  createdAt: timestampSchema,
  expiresAt: timestampSchema,
  revokedAt: timestampSchema.nullable(),
  revokedByName: z.string().nullable(),
  viewCount: z.int(),
  lastViewedAt: timestampSchema.nullable(),
})

export type ShareRecord = z.infer<typeof shareSchema>

export const EXPIRY_DAYS = [7, 30, 90, 365] as const

/** Why a link shows no figures. */
export type ShareRefusalReason = "closed" | "damaged" | "rate-limited"

const comparisonInput = getComparison.input.omit({ experimentId: true }).shape

/** What the compare page showed when somebody pressed Share. */
const sharedViewInput = breakEvenSettingsInput.extend({
  ...comparisonInput,
  experimentId: idSchema,
  title: z.string().trim().min(1, "A title is needed.").max(200),
  /** The run that the verdict is about; the first pair without it. */
  studentRunId: idSchema.optional(),
  withBreakEven: z.union([z.boolean(), z.stringbool()]).default(true),
})

export const previewShare = defineRoute({
  id: "shares.preview",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/shares/preview",
  summary: "All that a shared page would hold, before it is made",
  tag: "Shares",
  permission: "share.manage",
  input: sharedViewInput,
  output: shareSnapshotSchema,
})

export const listShares = defineRoute({
  id: "shares.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/shares",
  summary: "List the shared pages of an experiment, newest first, with how often each was seen",
  tag: "Shares",
  permission: "share.manage",
  input: z.object({ experimentId: idSchema }),
  output: z.object({ items: z.array(shareSchema) }),
})

export const createShare = defineRoute({
  id: "shares.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/shares",
  summary:
    "Freeze a comparison for people without an account; the answer is the only place that shows the link",
  tag: "Shares",
  permission: "share.manage",
  input: sharedViewInput.extend({
    expiresInDays: z.int().min(1).max(365).default(30),
    /** Whether other sites may show it in a frame. */
    embed: z.boolean().default(false),
  }),
  output: shareSchema.extend({ url: z.string() }),
  status: 201,
})

export const revokeShare = defineRoute({
  id: "shares.revoke",
  method: "DELETE",
  path: "/api/v1/experiments/{experimentId}/shares/{shareId}",
  summary: "Revoke a shared page: its link opens nothing from now on",
  tag: "Shares",
  permission: "share.manage",
  input: z.object({ experimentId: idSchema, shareId: idSchema }),
  output: emptySchema,
})
