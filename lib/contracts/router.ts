import { z } from "zod"
import { estimateSchema, idSchema, listOf } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"
import { ROUTER_CHECKS } from "@/lib/domain/router/mixture"

const routerPointSchema = z.object({
  limit: z.number(),
  /** What sends an episode to the teacher, in words. */
  rule: z.string(),
  successRate: estimateSchema,
  costUsd: estimateSchema,
  escalated: estimateSchema,
  difference: estimateSchema,
})

export const getRouterWhatIf = defineRoute({
  id: "compare.router",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/compare/router",
  summary: "What if the teacher stepped in where the student fails a cheap check? From recorded episodes",
  tag: "Compare",
  permission: "workspace.read",
  input: z.object({
    experimentId: idSchema,
    teacherRunId: idSchema,
    studentRunId: idSchema,
    check: z.enum(ROUTER_CHECKS).default("steps"),
    /** Tasks of these splits, and of these families, only. */
    split: listOf(z.enum(SPLITS)),
    group: listOf(z.string()),
    level: z.coerce.number().min(0.5).max(0.999).default(0.95),
    margin: z.coerce.number().min(0).max(1).default(0),
  }),
  output: z.object({
    /** Null with a reason where the check cannot be tried. */
    curve: z
      .object({
        points: z.array(routerPointSchema),
        teacher: z.object({ successRate: estimateSchema, costUsd: estimateSchema }),
        /** Its place among the points. */
        best: z.int().nullable(),
      })
      .nullable(),
    reason: z.string().nullable(),
    sentence: z.string(),
    /** Tasks that are used, of those both runs tried. */
    tasks: z.int(),
    sharedTasks: z.int(),
    caveats: z.array(z.string()),
  }),
})

export type RouterWhatIf = z.infer<(typeof getRouterWhatIf)["output"]>
