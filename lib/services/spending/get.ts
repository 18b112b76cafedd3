import type { RouteOutput } from "@/lib/contracts/route"
import type { getSpending as route } from "@/lib/contracts/spending"
import type { Context } from "@/lib/db/context"
import { readSpending } from "@/lib/db/spending.sql"
import { requirePermission } from "@/lib/domain/policy"
import { readSpendingLimits } from "@/lib/services/spending/limits"

export async function getSpending(ctx: Context): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const now = ctx.now()
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1))
  const { spentMicro, reservedMicro } = await readSpending(ctx.db, month, now)
  return {
    ...(await readSpendingLimits(ctx.db.prisma)),
    month: month.toISOString().slice(0, 10),
    spentUsd: spentMicro / 1e6,
    reservedUsd: reservedMicro / 1e6,
  }
}
