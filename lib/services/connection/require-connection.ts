import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { CONNECTION_INCLUDE } from "@/lib/services/connection/present-connection"

/** @throws AppError NOT_FOUND */
export async function requireConnection(ctx: Context, connectionId: string) {
  const row = await ctx.db.prisma.connection.findUnique({
    where: { id: connectionId },
    include: CONNECTION_INCLUDE,
  })
  if (!row) throw new AppError("NOT_FOUND", "There is no such connection.")
  return row
}
