import { z } from "zod"
import { idSchema, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

export const DEPLOYMENT_STATUSES = ["starting", "ready", "stopping", "stopped", "failed"] as const

/** Hardware at a provider that serves one trained model and is billed by the minute. */
export const deploymentSchema = z.object({
  id: idSchema,
  experimentId: idSchema.nullable(),
  pipelineId: idSchema.nullable(),
  providerTitle: z.string(),
  /** A process of a machine of the workspace's own, which nobody bills. */
  isOwn: z.boolean(),
  modelName: z.string().nullable(),
  status: z.enum(DEPLOYMENT_STATUSES),
  /** The provider's own word. */
  providerStatus: z.string().nullable(),
  /** Stays after the evaluation until somebody stops it. */
  isKept: z.boolean(),
  /** Null where nobody knows its price. */
  hourlyUsd: z.number().nullable(),
  priceSource: z.string().nullable(),
  error: z.string().nullable(),
  startedAt: timestampSchema.nullable(),
  stoppedAt: timestampSchema.nullable(),
  createdAt: timestampSchema,
})

export type DeploymentRecord = z.infer<typeof deploymentSchema>

export const listDeployments = defineRoute({
  id: "deployments.list",
  method: "GET",
  path: "/api/v1/deployments",
  summary: "List endpoints at providers that are running, and so are billed, newest first",
  tag: "Distill",
  permission: "workspace.read",
  input: z.object({}),
  output: pageOf(deploymentSchema),
})

export const stopDeployment = defineRoute({
  id: "deployments.stop",
  method: "POST",
  path: "/api/v1/deployments/{deploymentId}/stop",
  summary: "Stop an endpoint at its provider; tried again until the provider says that it is gone",
  tag: "Distill",
  permission: "run.write",
  input: z.object({ deploymentId: idSchema }),
  output: deploymentSchema,
})
