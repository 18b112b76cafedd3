import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { requireImport } from "@/lib/services/import/require-import"
import { removeUpload } from "@/lib/services/import/upload-file"

/** Forgets an import and its file. @throws AppError NOT_FOUND, CONFLICT while it runs. */
export async function deleteImport(
  ctx: Context,
  input: { importId: string },
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "import.write")
  await requireImport(ctx, input.importId)
  const { count } = await ctx.db.prisma.import.deleteMany({
    where: { id: input.importId, status: { notIn: ["queued", "running"] } },
  })
  if (count === 0) throw new AppError("CONFLICT", "This import is running. Cancel it first.")
  await removeUpload(input.importId)
  return {}
}
