import type { RouteOutput } from "@/lib/contracts/route"
import type { getWebhook as route } from "@/lib/contracts/webhook"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { readWebhookSetting } from "@/lib/services/notice/webhook-setting"

export async function getWebhook(ctx: Context): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.manage")
  const setting = await readWebhookSetting(ctx)
  return {
    url: setting?.url ?? null,
    allowPrivate: setting?.allowPrivate ?? false,
    hasSecret: Boolean(setting?.secret),
  }
}
