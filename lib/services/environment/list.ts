import { z } from "zod"
import type {
  listEnvironments as environmentsRoute,
  listPlugins as pluginsRoute,
} from "@/lib/contracts/environments"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { ENVIRONMENTS } from "@/lib/environments/registry"
import { POLICIES } from "@/lib/policies/registry"
import { TRAINERS } from "@/lib/providers/registry"
import { presentTrainer } from "@/lib/services/provider/present-trainer"

function toJsonSchema(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Record<string, unknown>
}

export async function listEnvironments(ctx: Context): Promise<RouteOutput<typeof environmentsRoute>> {
  requirePermission(ctx.actor, "workspace.read")
  const items = ENVIRONMENTS.map(({ id, title, description, configSchema }) => ({
    id,
    title,
    description,
    configSchema: toJsonSchema(configSchema),
  }))
  return { items }
}

export async function listPlugins(ctx: Context): Promise<RouteOutput<typeof pluginsRoute>> {
  requirePermission(ctx.actor, "workspace.read")
  return {
    policies: POLICIES.map(({ id, title, description, environments, configSchema }) => ({
      id,
      title,
      description,
      environments: [...environments],
      configSchema: toJsonSchema(configSchema),
    })),
    trainers: TRAINERS.map(presentTrainer),
  }
}
