import { z } from "zod"
import { emptySchema, estimateSchema, idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { emailSchema } from "@/lib/contracts/users"

export const driftSchema = z.object({
  tasks: z.int(),
  worse: z.int(),
  better: z.int(),
  p: z.number(),
  threshold: z.number(),
  drifted: z.boolean(),
  successRate: estimateSchema,
  baselineRate: estimateSchema,
  difference: estimateSchema,
})

const checkSchema = z.object({
  seq: z.int(),
  status: z.enum(["queued", "running", "done", "failed"]),
  evaluationId: idSchema,
  runId: idSchema.nullable(),
  result: driftSchema.nullable(),
  error: z.string().nullable(),
  /** Whether the drift was mailed: `off` without an address or SMTP_URL; null where there was none. */
  mail: z.enum(["sent", "failed", "off"]).nullable(),
  startedAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
})

export type MonitorCheckRecord = z.infer<typeof checkSchema>

const monitorSchema = z.object({
  id: idSchema,
  name: z.string(),
  baselineRunId: idSchema,
  baselineRunName: z.string(),
  modelName: z.string(),
  everyHours: z.int(),
  budgetUsd: z.number().nullable(),
  alpha: z.number(),
  looks: z.int(),
  mailTo: z.string().nullable(),
  paused: z.boolean(),
  nextAt: timestampSchema,
  createdAt: timestampSchema,
  /** Oldest first. */
  checks: z.array(checkSchema),
})

export type MonitorRecord = z.infer<typeof monitorSchema>

const monitorPath = z.object({ experimentId: idSchema, monitorId: idSchema })

export const listMonitors = defineRoute({
  id: "monitors.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/monitors",
  summary: "List the deployed models that are evaluated again and again, with every check",
  tag: "Monitors",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema }),
  output: z.object({ items: z.array(monitorSchema) }),
})

export const createMonitor = defineRoute({
  id: "monitors.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/monitors",
  summary: "Evaluate the model of a run again on a schedule, on the same tasks, and flag drift",
  tag: "Monitors",
  permission: "run.write",
  input: z.object({
    experimentId: idSchema,
    name: z.string().trim().min(1, "A name is needed.").max(100),
    /** A run that an evaluation made here; its plan is made again with other seeds. */
    baselineRunId: idSchema,
    everyHours: z.int().min(1).max(8760).default(168),
    budgetUsd: z.number().positive().max(1_000_000).nullable().default(null),
    alpha: z.number().min(0.001).max(0.5).default(0.05),
    looks: z.int().min(1).max(1000).default(52),
    mailTo: emailSchema.nullable().default(null),
  }),
  output: monitorSchema,
  status: 201,
})

export const controlMonitor = defineRoute({
  id: "monitors.control",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/monitors/{monitorId}/control",
  summary: "Pause or resume the schedule, or check now",
  tag: "Monitors",
  permission: "run.write",
  input: monitorPath.extend({ action: z.enum(["pause", "resume", "check"]) }),
  output: monitorSchema,
})

export const deleteMonitor = defineRoute({
  id: "monitors.delete",
  method: "DELETE",
  path: "/api/v1/experiments/{experimentId}/monitors/{monitorId}",
  summary: "Delete a monitor; the runs of its checks stay",
  tag: "Monitors",
  permission: "run.write",
  input: monitorPath,
  output: emptySchema,
})
