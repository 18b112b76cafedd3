import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import type { updateSpending as route } from "@/lib/contracts/spending"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { recordActivity } from "@/lib/services/activity/record"
import { getSpending } from "@/lib/services/spending/get"
import { readSpendingLimits, SPENDING_KEY } from "@/lib/services/spending/limits"

/** What is under way goes on: limits are looked at when something is launched. */
export async function updateSpending(
  ctx: Context,
  value: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.manage")
  await ctx.db.prisma.$transaction(async (tx) => {
    const before = { ...(await readSpendingLimits(tx)) }
    await tx.setting.upsert({
      where: { key: SPENDING_KEY },
      create: { key: SPENDING_KEY, value },
      update: { value },
    })
    const subject = { subjectId: SPENDING_KEY, subjectName: "the budget" }
    await recordActivity(ctx, tx, { name: "spending.update", ...subject, before, after: value })
  })
  return getSpending(ctx)
}
