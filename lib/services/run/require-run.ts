import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"

/** @throws AppError NOT_FOUND, also when the run belongs to another experiment. */
export async function requireRun(ctx: Context, experimentId: string, runId: string) {
  const run = await ctx.db.prisma.run.findUnique({
    where: { experimentId_id: { experimentId, id: runId } },
  })
  if (!run) throw new AppError("NOT_FOUND", "There is no such run in this experiment.")
  return run
}
