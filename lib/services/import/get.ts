import type { ImportRecord } from "@/lib/contracts/imports"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentImport } from "@/lib/services/import/present-import"
import { requireImport } from "@/lib/services/import/require-import"

/** An import with its preview and progress. @throws AppError NOT_FOUND */
export async function getImport(ctx: Context, input: { importId: string }): Promise<ImportRecord> {
  requirePermission(ctx.actor, "workspace.read")
  return presentImport(ctx, await requireImport(ctx, input.importId))
}
