import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"

/** @throws AppError NOT_FOUND, also when it belongs to another experiment. */
export async function requireFineTune(ctx: Context, experimentId: string, fineTuneId: string) {
  const fineTune = await ctx.db.prisma.fineTune.findUnique({
    where: { experimentId_id: { experimentId, id: fineTuneId } },
  })
  if (!fineTune) throw new AppError("NOT_FOUND", "There is no such fine-tune in this experiment.")
  return fineTune
}
