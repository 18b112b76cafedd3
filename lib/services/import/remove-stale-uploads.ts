import { readdir, stat } from "node:fs/promises"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { removeUpload, uploadFolder, uploadPath } from "@/lib/services/import/upload-file"

const KEPT_DAYS = 7

async function listUploads(): Promise<string[]> {
  try {
    return await readdir(uploadFolder())
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return []
    throw error
  }
}

/** Removes uploads that nobody has started within a week, with their previews, and files whose import is gone. */
export async function removeStaleUploads(ctx: Context): Promise<void> {
  requirePermission(ctx.actor, "import.write")
  const before = new Date(ctx.now().getTime() - KEPT_DAYS * 24 * 3600 * 1000)
  await ctx.db.prisma.import.deleteMany({ where: { status: "ready", createdAt: { lt: before } } })
  for (const id of await listUploads()) {
    const isKnown = (await ctx.db.prisma.import.count({ where: { id } })) > 0
    // A file may be older than its row: the preview is made in between.
    if (!isKnown && (await stat(uploadPath(id))).mtime < before) await removeUpload(id)
  }
}
