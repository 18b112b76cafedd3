import type { listProviders as route } from "@/lib/contracts/providers"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { TRAINERS } from "@/lib/providers/registry"
import { presentTrainer } from "@/lib/services/provider/present-trainer"

/** Everything that can train, whether an account is connected or not. */
export async function listProviders(ctx: Context): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  return { items: TRAINERS.map(presentTrainer) }
}
