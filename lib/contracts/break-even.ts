import { z } from "zod"
import { estimateSchema, idSchema, listOf } from "@/lib/contracts/list"
import { priceChoiceSchema } from "@/lib/contracts/prices"
import { defineRoute } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"

const usd = z.coerce.number().min(0).max(1e9)
const draws = z.array(z.number())

const costSideSchema = z.object({
  name: z.string(),
  costUsd: z.number(),
  successRate: z.number(),
  cache: z.object({ uncachedUsd: z.number(), savedUsd: z.number() }).nullable(),
  draws: z.object({ costUsd: draws, successRate: draws, uncachedUsd: draws, savedUsd: draws }),
})

/** Money spent once, and how it is known or why it is not. */
const spentSchema = z.object({ usd: z.number().nullable(), note: z.string() })

/** What one side's input was served from a cache for, and why another rate cannot be tried. */
const cacheSchema = z.object({ recordedRate: z.number().nullable(), missing: z.string().nullable() })

const breakEvenBasisSchema = z.object({
  tasks: z.int(),
  episodes: z.int(),
  teacher: costSideSchema,
  student: costSideSchema,
})

const breakEvenSchema = z.object({
  outcome: z.enum(["pays_back", "never", "nothing_to_pay", "unknown"]),
  count: estimateSchema,
  months: estimateSchema,
  savingUsd: estimateSchema,
  savingPerMonthUsd: estimateSchema,
  teacherUsd: estimateSchema,
  studentUsd: estimateSchema,
  isUncertain: z.boolean(),
  leastTeacherFactor: z.number().nullable(),
})

export const breakEvenSettingsInput = z.object({
  per: z.enum(["episode", "success"]).default("episode"),
  volumePerMonth: z.coerce.number().positive().max(1e12).default(20_000),
  /** Instead of what is on record. */
  trainingUsd: usd.optional(),
  evaluationUsd: usd.optional(),
  /** A dedicated server instead of the student's tokens. */
  usdPerHour: usd.optional(),
  hoursPerMonth: z.coerce.number().min(0).max(744).default(730),
  teacherFactor: z.coerce.number().min(0).max(1000).default(1),
  studentFactor: z.coerce.number().min(0).max(1000).default(1),
  cachedRate: z.coerce.number().min(0).max(1).optional(),
  /** The confidence level of every interval. */
  level: z.coerce.number().min(0.5).max(0.999).default(0.95),
})

export const getBreakEven = defineRoute({
  id: "compare.breakEven",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/compare/break-even",
  summary: "After how many episodes a student has earned back what it cost to make, with what that rests on",
  tag: "Compare",
  permission: "workspace.read",
  input: breakEvenSettingsInput.extend({
    experimentId: idSchema,
    teacherRunId: idSchema,
    studentRunId: idSchema,
    /** Tasks of these splits, and of these families, only. */
    split: listOf(z.enum(SPLITS)),
    group: listOf(z.string()),
    priceAs: listOf(priceChoiceSchema),
  }),
  output: z.object({
    /** Null with a reason where no shared task has a cost on both sides. */
    basis: breakEvenBasisSchema.nullable(),
    reason: z.string().nullable(),
    sharedTasks: z.int(),
    training: spentSchema,
    evaluation: spentSchema,
    cache: z.object({ teacher: cacheSchema, student: cacheSchema }),
    sunsets: z.array(
      z.object({ name: z.string(), role: z.enum(["teacher", "student", "base"]), date: z.iso.date() }),
    ),
    answer: breakEvenSchema.nullable(),
    sentence: z.string(),
  }),
})

export type BreakEvenAnswer = z.infer<(typeof getBreakEven)["output"]>
