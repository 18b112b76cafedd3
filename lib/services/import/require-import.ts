import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"

/** @throws AppError NOT_FOUND */
export async function requireImport(ctx: Context, importId: string) {
  const row = await ctx.db.prisma.import.findUnique({ where: { id: importId } })
  if (!row) throw new AppError("NOT_FOUND", "There is no such import.")
  return row
}
