import type { ImportRecord } from "@/lib/contracts/imports"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { presentImport } from "@/lib/services/import/present-import"
import { requireImport } from "@/lib/services/import/require-import"
import { removeUpload } from "@/lib/services/import/upload-file"

/** Stops an import; what has landed stays. @throws AppError NOT_FOUND, CONFLICT when it is over already. */
export async function cancelImport(ctx: Context, input: { importId: string }): Promise<ImportRecord> {
  requirePermission(ctx.actor, "import.write")
  await requireImport(ctx, input.importId)
  const { count } = await ctx.db.prisma.import.updateMany({
    where: { id: input.importId, status: { in: ["ready", "queued", "running"] } },
    data: { status: "cancelled", finishedAt: ctx.now() },
  })
  if (count === 0) throw new AppError("CONFLICT", "This import is over already.")
  await removeUpload(input.importId)
  return presentImport(ctx, await requireImport(ctx, input.importId))
}
