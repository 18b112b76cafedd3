import type { ShareRecord } from "@/lib/contracts/shares"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentShare, SHARE_FIELDS } from "@/lib/services/share/present-share"

const LIMIT = 500

/** The shares of an experiment, newest first, those that are over included. */
export async function listShares(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<{ items: ShareRecord[] }> {
  requirePermission(ctx.actor, "share.manage")
  await requireExperiment(ctx, experimentId)
  const rows = await ctx.db.prisma.share.findMany({
    where: { experimentId },
    select: SHARE_FIELDS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LIMIT,
  })
  return { items: rows.map((row) => presentShare(row, ctx.now())) }
}
