import { z } from "zod"
import { estimateSchema, idSchema, listOf } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

/** Milliseconds, within 1 %; intervals between order statistics, null where too few values bound them. */
const latencySchema = z.object({
  n: z.number().int(),
  p50: estimateSchema,
  p95: estimateSchema,
  p99: estimateSchema,
  /** `share` of all values are at most `ms`; at most about a hundred points. */
  ecdf: z.array(z.object({ ms: z.number(), share: z.number() })),
})

export type LatencyDistribution = z.infer<typeof latencySchema>

/** What was timed: whole episodes, single calls of the model, and each call until its first token. */
export const LATENCY_KINDS = ["episode", "call", "firstToken"] as const

export type LatencyKind = (typeof LATENCY_KINDS)[number]

export const getComparedLatency = defineRoute({
  id: "compare.latency",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/compare/latency",
  summary: "Latency of runs per episode, per call and to the first token, and per episode by number of steps",
  tag: "Compare",
  permission: "workspace.read",
  input: z.object({
    experimentId: idSchema,
    /** All runs of the experiment when none is named. */
    runId: listOf(idSchema),
  }),
  output: z.object({
    runs: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        episode: latencySchema,
        call: latencySchema,
        firstToken: latencySchema,
        /** Episodes by how many steps they have, `from` up to and including `to` (null: and more); those with none are left out. */
        bySteps: z.array(
          z.object({
            from: z.number().int(),
            to: z.number().int().nullable(),
            n: z.number().int(),
            p50: estimateSchema,
            p95: estimateSchema,
          }),
        ),
      }),
    ),
  }),
})
