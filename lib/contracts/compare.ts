import { z } from "zod"
import { estimateSchema, idSchema, listOf, pageInput, pageOf } from "@/lib/contracts/list"
import { priceChoiceSchema, whatIfSchema } from "@/lib/contracts/prices"
import { defineRoute } from "@/lib/contracts/route"
import { modelRefSchema, runRoleSchema } from "@/lib/contracts/runs"
import { COST_KINDS, SPLITS } from "@/lib/domain/episode"
import { VERDICT_KINDS } from "@/lib/domain/stats/verdict"

/** One run on the tasks that the comparison uses; costs in USD, latency of an episode in ms. */
const comparedRunSchema = z.object({
  id: idSchema,
  name: z.string(),
  model: modelRefSchema,
  role: runRoleSchema,
  /** The run whose episodes taught this one's model, where it is among the compared. */
  teacherRunId: idSchema.nullable(),
  n: z.number().int(),
  tasks: z.number().int(),
  planned: z.number().int().nullable(),
  successRate: estimateSchema,
  meanScore: estimateSchema,
  costPerTaskUsd: estimateSchema,
  costPerSuccessUsd: estimateSchema,
  /** Over the trials whose cost and billed tokens (input and output) are both known. */
  costPerMillionTokensUsd: estimateSchema,
  costCoverage: z.number().nullable(),
  costKinds: z.partialRecord(z.enum(COST_KINDS), z.number().int()),
  /** Where the costs are a what-if: the price they were made from. Null where they are those on record. */
  whatIf: whatIfSchema.nullable(),
  latencyMs: z.object({ p50: estimateSchema, p95: estimateSchema, p99: estimateSchema }),
  /** pass^k (all of k trials succeed) for k = 1 up to the fewest trials of any task. */
  passK: z.array(estimateSchema),
  /** pass@k (any of k trials succeeds) for the same k. */
  passAtK: z.array(estimateSchema),
})

export type ComparedRun = z.infer<typeof comparedRunSchema>

/** The second run against the first on the tasks they share. */
const comparedPairSchema = z.object({
  teacherRunId: idSchema,
  studentRunId: idSchema,
  sharedTasks: z.number().int(),
  onlyTeacherTasks: z.number().int(),
  onlyStudentTasks: z.number().int(),
  /** Success of the student minus success of the teacher, as a rate. */
  difference: estimateSchema,
  /** Exact McNemar where every task has one trial, else a sign-flip (paired randomisation) test; two-sided. */
  test: z.object({
    method: z.string(),
    fixed: z.number().int(),
    broken: z.number().int(),
    p: z.number(),
    /** Holm's, over the pairs judged together; conclusions use this one. */
    adjustedP: z.number(),
  }),
  /** Cost per success of the student over that of the teacher. */
  costRatio: estimateSchema,
  verdict: z.enum(VERDICT_KINDS),
  /** Worse beyond doubt, though it may be inside the margin. */
  isWorse: z.boolean(),
  /** The smallest difference (a rate) that as many tasks would show, and how many more would decide; power 80 %. */
  detectable: z.number().nullable(),
  moreTasks: z.number().int().nullable(),
  /**
   * The whole verdict in plain English, and its parts: what the figures are, what follows, which tasks are left out, what the
   * intervals cannot be trusted with.
   */
  sentence: z.string(),
  evidence: z.string(),
  conclusion: z.string(),
  leftOut: z.string(),
  caution: z.string(),
})

export type ComparedPair = z.infer<typeof comparedPairSchema>

export const comparisonSchema = z.object({
  runs: z.array(comparedRunSchema),
  /**
   * Every run against the one it is held against, then all other pairs where the runs are few enough; p-values are adjusted
   * over all of them.
   */
  pairs: z.array(comparedPairSchema),
  /** Tasks that every compared run tried. */
  sharedTasks: z.number().int(),
})

export type Comparison = z.infer<typeof comparisonSchema>

const levelSchema = z.coerce.number().min(0.5).max(0.999)

export const getComparison = defineRoute({
  id: "compare.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/compare",
  summary: "Compare runs: quality, cost and latency with intervals, and every pair on the tasks it shares",
  tag: "Compare",
  permission: "workspace.read",
  input: z.object({
    experimentId: idSchema,
    /** All runs of the experiment when none is named. */
    runId: listOf(idSchema),
    /** The run that all others are compared with; each student's own teacher, else the first teacher, without it. */
    against: idSchema.optional(),
    split: listOf(z.enum(SPLITS)),
    /** Tasks of these families (groups) only. */
    group: listOf(z.string()),
    /** The confidence level of every interval, and one minus it the error of every conclusion. */
    level: levelSchema.default(0.95),
    /** Compare on the tasks all runs share, instead of each run on its own. */
    shared: z.union([z.boolean(), z.stringbool()]).default(false),
    /** How many points of success the student may lose, as a rate; 0 asks for better or worse only. */
    margin: z.coerce.number().min(0).max(1).default(0),
    /** Listed prices to take instead of the costs on record; one for a run goes before one for its role. */
    priceAs: listOf(priceChoiceSchema),
  }),
  output: comparisonSchema,
})

const CHANGES = ["broken", "fixed", "same"] as const

const taskOutcomeSchema = z.object({
  runId: idSchema,
  trials: z.number().int(),
  successes: z.number().int(),
  meanScore: z.number().nullable(),
})

const pairInput = z.object({
  experimentId: idSchema,
  teacherRunId: idSchema,
  studentRunId: idSchema,
  split: listOf(z.enum(SPLITS)),
  /** Tasks of these families (groups) only. */
  group: listOf(z.string()),
})

export const listComparedTasks = defineRoute({
  id: "compare.tasks",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/compare/tasks",
  summary: "Per-task outcomes of two runs, and whether the second fixed or broke the task",
  tag: "Compare",
  permission: "workspace.read",
  input: pairInput.extend({
    ...pageInput.shape,
    change: z.enum(CHANGES).optional(),
    /** Tasks of which any episode of the two runs bears this tag. */
    tag: z.string().optional(),
    /** Part of the key or title, in any case. */
    search: z.string().max(200).default(""),
    /** The key of a task whose neighbours in the whole list are wanted. */
    beside: z.string().optional(),
  }),
  output: pageOf(
    z.object({
      /** Its number in the experiment. */
      no: z.number().int(),
      key: z.string(),
      title: z.string().nullable(),
      group: z.string().nullable(),
      change: z.enum(CHANGES),
      teacher: taskOutcomeSchema,
      student: taskOutcomeSchema,
    }),
  ).extend({
    /** Of all that match but for `change`. */
    counts: z.object({ fixed: z.number().int(), broken: z.number().int(), same: z.number().int() }),
    /** The keys before and after the one asked for. */
    neighbours: z.object({ previous: z.string().nullable(), next: z.string().nullable() }),
  }),
})

export const listComparedFamilies = defineRoute({
  id: "compare.families",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/compare/families",
  summary: "Two runs by family or tag of the task, judged together; the largest loss first",
  tag: "Compare",
  permission: "workspace.read",
  input: pairInput.extend({
    by: z.enum(["group", "tag"]).default("group"),
    level: levelSchema.default(0.95),
  }),
  output: z.object({
    items: z.array(
      z.object({
        /** Null for the tasks that have no family. */
        name: z.string().nullable(),
        tasks: z.number().int(),
        fixed: z.number().int(),
        broken: z.number().int(),
        same: z.number().int(),
        teacher: estimateSchema,
        student: estimateSchema,
        difference: estimateSchema,
        /** Holm's, over the families. */
        adjustedP: z.number(),
        verdict: z.enum(VERDICT_KINDS),
      }),
    ),
  }),
})
