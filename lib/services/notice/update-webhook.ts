import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import type { updateWebhook as route } from "@/lib/contracts/webhook"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { getWebhook } from "@/lib/services/notice/get-webhook"
import {
  readWebhookSetting,
  sealWebhookSecret,
  WEBHOOK_KEY,
  type WebhookSetting,
} from "@/lib/services/notice/webhook-setting"
import { outbound } from "@/lib/services/outbound/outbound"

/** @throws AppError INVALID_INPUT when the address may not be reached. */
export async function updateWebhook(
  ctx: Context,
  { url: text, allowPrivate, secret }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.manage")
  const url = new URL(text)
  await outbound.requireReachable(url, new Set(allowPrivate ? [url.host] : []))
  const known = await readWebhookSetting(ctx)
  // A secret that was given for one address never signs what goes to another.
  const kept = known?.url === url.href ? known.secret : null
  const sealed = secret ? sealWebhookSecret(url.href, secret) : secret === null ? null : kept
  const value: WebhookSetting = { url: url.href, allowPrivate, secret: sealed }
  await ctx.db.prisma.setting.upsert({
    where: { key: WEBHOOK_KEY },
    create: { key: WEBHOOK_KEY, value },
    update: { value },
  })
  return getWebhook(ctx)
}
