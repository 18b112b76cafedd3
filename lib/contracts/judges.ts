import { z } from "zod"
import { confusionSchema } from "@/lib/contracts/agreement"
import { episodeFilterSchema } from "@/lib/contracts/episode-filter"
import { estimateSchema, idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { REVEALS } from "@/lib/domain/judge/transcript"
import { VERDICTS } from "@/lib/domain/label"

/** Episodes that one run of a judge may hold. */
export const JUDGE_LIMIT = 10_000

export const JUDGE_RUN_STATUSES = ["queued", "running", "paused", "done", "failed", "cancelled"] as const

export const JUDGE_EXTRAS = ["choices", "scales"] as const

const verdictSchema = z.enum(VERDICTS)

export const judgeSourceSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("filter"),
    filter: episodeFilterSchema.default({}),
    /** As many, at random, of the episodes that match; every one when null. */
    count: z.int().min(1).max(JUDGE_LIMIT).nullable().default(null),
  }),
  /** The items of a review queue. */
  z.object({ kind: z.literal("queue"), queueId: idSchema }),
])

export type JudgeSource = z.output<typeof judgeSourceSchema>

const rubricSchema = z.string().trim().min(1, "A rubric is needed.").max(20_000)

const extrasSchema = z.array(z.enum(JUDGE_EXTRAS)).max(JUDGE_EXTRAS.length).default([])

/** What makes a version of a judge; none of it changes later. */
const judgeFields = z.object({
  name: z.string().trim().min(1, "A name is needed.").max(100),
  modelId: idSchema,
  rubric: rubricSchema,
  /** What it says beside the verdict, as the experiment's labels define it. */
  extras: extrasSchema,
  /** What it is told beside the messages. */
  reveals: z.array(z.enum(REVEALS)).max(REVEALS.length).default([]),
  temperature: z.number().min(0).max(2).default(0),
  seed: z.int().min(0).max(4_294_967_295).default(0),
})

const runFields = z.object({
  source: judgeSourceSchema,
  concurrency: z.int().min(1).max(32).default(4),
  /** The run pauses once it has spent so much; it needs a model with a price. */
  budgetUsd: z.number().positive().max(1_000_000).nullable().default(null),
})

/** Agreement with people as somebody saw it. */
const seenSchema = z.object({ kappa: z.number().nullable(), n: z.int() })

export const judgeDecisionSchema = z.object({
  allowed: z.boolean(),
  byId: idSchema.nullable(),
  byName: z.string(),
  at: timestampSchema,
  seen: seenSchema.extend({ low: z.number().nullable(), high: z.number().nullable() }),
})

const canarySchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Null where it gave none that could be read, or has not been asked. */
  verdict: verdictSchema.nullable(),
  problem: z.string().nullable(),
})

export const judgeRunSchema = z.object({
  experimentId: idSchema,
  judgeId: idSchema,
  id: idSchema,
  source: judgeSourceSchema,
  /** Of the queue that it took its episodes from; null for a filter, or once the queue is gone. */
  queueName: z.string().nullable(),
  status: z.enum(JUDGE_RUN_STATUSES),
  counts: z.object({ episodes: z.int(), done: z.int(), failed: z.int() }),
  /** How many it called bad, unsure, good. */
  verdicts: z.object({ bad: z.int(), unsure: z.int(), good: z.int() }),
  concurrency: z.int(),
  budgetUsd: z.number().nullable(),
  /** Null where calls were made and nobody knows what any of them cost. */
  spentUsd: z.number().nullable(),
  unpricedCalls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  canaries: z.array(canarySchema),
  /** Every canary was called bad. Null while they have not all been asked. */
  trusted: z.boolean().nullable(),
  /** Why it is not trusted. */
  distrust: z.string().nullable(),
  error: z.string().nullable(),
  createdAt: timestampSchema,
  startedAt: timestampSchema.nullable(),
  finishedAt: timestampSchema.nullable(),
})

export type JudgeRunRecord = z.infer<typeof judgeRunSchema>

export const judgeSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  name: z.string(),
  version: z.int(),
  modelId: idSchema,
  modelName: z.string(),
  rubric: z.string(),
  extras: z.array(z.enum(JUDGE_EXTRAS)),
  reveals: z.array(z.enum(REVEALS)),
  temperature: z.number(),
  seed: z.int(),
  /** Whether its labels may be an episode's current ones, and so drive curation. */
  allowed: z.boolean(),
  /** Episodes are being brought in line with the last decision. */
  recomputing: z.boolean(),
  createdAt: timestampSchema,
  runCount: z.int(),
  latestRun: judgeRunSchema.nullable(),
})

export type JudgeRecord = z.infer<typeof judgeSchema>

export const judgeDetailSchema = judgeSchema.extend({
  experimentName: z.string(),
  /** Oldest first. */
  decisions: z.array(judgeDecisionSchema),
  /** Newest first; at most 50. */
  runs: z.array(judgeRunSchema),
})

export type JudgeDetail = z.infer<typeof judgeDetailSchema>

const experimentPath = z.object({ experimentId: idSchema })
const judgePath = experimentPath.extend({ judgeId: idSchema })
const runPath = judgePath.extend({ runId: idSchema })

export const listJudges = defineRoute({
  id: "judges.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/judges",
  summary: "List judges with their latest run, newest first",
  tag: "Judges",
  permission: "workspace.read",
  input: pageInput.extend({ experimentId: idSchema }),
  output: pageOf(judgeSchema),
})

export const createJudge = defineRoute({
  id: "judges.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/judges",
  summary:
    "Let a model judge episodes by a rubric; a known name with anything else changed becomes its next version",
  tag: "Judges",
  permission: "judge.manage",
  input: experimentPath.extend(judgeFields.shape).extend({ run: runFields }),
  output: judgeDetailSchema,
  status: 201,
})

export const getJudge = defineRoute({
  id: "judges.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/judges/{judgeId}",
  summary: "Get a judge with its runs and who allowed it",
  tag: "Judges",
  permission: "workspace.read",
  input: judgePath,
  output: judgeDetailSchema,
})

export const estimateJudging = defineRoute({
  id: "judges.estimate",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/judge-estimates",
  summary: "What it would cost to let a model judge a set of episodes",
  tag: "Judges",
  permission: "workspace.read",
  input: experimentPath.extend({
    modelId: idSchema,
    rubric: rubricSchema,
    extras: extrasSchema,
    source: judgeSourceSchema,
  }),
  output: z.object({
    /** Null beyond what one run may hold. */
    episodes: z.int().nullable(),
    calls: z.int(),
    inputTokens: z.int(),
    outputTokens: z.int(),
    /** Mean tokens of an answer, and whether earlier judgements of the model tell it. */
    answerTokens: z.int(),
    answerBasis: z.enum(["measured", "assumed"]),
    /** Null without a price. */
    costUsd: z.number().nullable(),
    price: z.object({ source: z.string(), sourceDate: z.iso.date(), notional: z.boolean() }).nullable(),
  }),
})

export const startJudgeRun = defineRoute({
  id: "judges.run",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/judges/{judgeId}/runs",
  summary: "Let a judge judge more episodes",
  tag: "Judges",
  permission: "judge.manage",
  input: judgePath.extend(runFields.shape),
  output: judgeRunSchema,
  status: 201,
})

export const controlJudgeRun = defineRoute({
  id: "judges.control",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/judges/{judgeId}/runs/{runId}/control",
  summary: "Cancel or resume a judge's run, or let it try its failures again; what it said so far stays",
  tag: "Judges",
  permission: "judge.manage",
  input: runPath.extend({
    action: z.enum(["cancel", "resume", "retry"]),
    /** With resume: another budget; null for none. */
    budgetUsd: z.number().positive().max(1_000_000).nullable().optional(),
  }),
  output: judgeRunSchema,
})

const judgementSchema = z.object({
  pos: z.int(),
  episodeId: idSchema,
  taskKey: z.string(),
  state: z.enum(["waiting", "done", "failed"]),
  verdict: verdictSchema.nullable(),
  reason: z.string().nullable(),
  error: z.string().nullable(),
  /** What people say of the episode now. */
  human: verdictSchema.nullable(),
})

export type JudgementRecord = z.infer<typeof judgementSchema>

export const JUDGEMENT_STATES = ["done", "failed", "disagreed"] as const

export const listJudgements = defineRoute({
  id: "judges.judgements",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/judges/{judgeId}/runs/{runId}/judgements",
  summary: "List what a judge said of each episode of a run, or why it could not",
  tag: "Judges",
  permission: "workspace.read",
  input: runPath.extend({
    /** `disagreed`: done ones of which people say something else. */
    state: z.enum(JUDGEMENT_STATES).default("done"),
    after: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(judgementSchema), nextAfter: z.int().nullable() }),
})

export const getJudgeAgreement = defineRoute({
  id: "judges.agreement",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/judges/{judgeId}/agreement",
  summary: "How far a judge agrees with people on what both judged, by its trusted runs",
  tag: "Judges",
  permission: "workspace.read",
  input: judgePath,
  output: z.object({
    kappa: estimateSchema,
    confusion: confusionSchema,
    /** Share of the episodes on which both say the same. */
    sameRate: z.number().nullable(),
  }),
})

export const decideJudge = defineRoute({
  id: "judges.decide",
  method: "PUT",
  path: "/api/v1/experiments/{experimentId}/judges/{judgeId}/decision",
  summary: "Allow a judge's labels to count, having seen its agreement with people; or no longer",
  tag: "Judges",
  permission: "judge.manage",
  input: judgePath.extend({
    allowed: z.boolean(),
    /** The agreement that the decision rests on; refused when it is no longer so. */
    seen: seenSchema,
  }),
  output: judgeDetailSchema,
})
