import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { WEBHOOK_KEY } from "@/lib/services/notice/webhook-setting"

export async function deleteWebhook(ctx: Context): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "workspace.manage")
  await ctx.db.prisma.setting.deleteMany({ where: { key: WEBHOOK_KEY } })
  return {}
}
