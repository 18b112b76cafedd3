import type { z } from "zod"
import type { FineTuneEventRecord, listFineTuneEvents as route } from "@/lib/contracts/fine-tunes"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireFineTune } from "@/lib/services/fine-tune/require-fine-tune"

const LINES = 1000

/** @throws AppError NOT_FOUND */
export async function listFineTuneEvents(
  ctx: Context,
  { experimentId, fineTuneId, after }: z.output<(typeof route)["input"]>,
): Promise<{ items: FineTuneEventRecord[] }> {
  requirePermission(ctx.actor, "workspace.read")
  await requireFineTune(ctx, experimentId, fineTuneId)
  const rows = await ctx.db.prisma.fineTuneEvent.findMany({
    where: { experimentId, fineTuneId, seq: { gt: after } },
    orderBy: { seq: "asc" },
    take: LINES,
  })
  return {
    items: rows.map(({ seq, level, message, requestId, at }) => ({
      seq,
      level: level === "warn" || level === "error" ? level : "info",
      message,
      requestId,
      at: at.toISOString(),
    })),
  }
}
