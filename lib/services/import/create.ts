import { stat } from "node:fs/promises"
import type { z } from "zod"
import type { ImportPreview, ImportRecord, createImport as route } from "@/lib/contracts/imports"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import type { FileHead, Importer } from "@/lib/importers/importer"
import { previewImport } from "@/lib/importers/preview"
import { detectFormat, getImporter } from "@/lib/importers/registry"
import { presentImport } from "@/lib/services/import/present-import"
import {
  readUpload,
  readUploadHead,
  removeUpload,
  saveUpload,
  uploadPath,
} from "@/lib/services/import/upload-file"

function chooseImporter(format: string | undefined, head: FileHead): Importer {
  if (format === undefined) return detectFormat(head)
  const importer = getImporter(format)
  if (!importer) throw new AppError("INVALID_INPUT", `There is no importer called "${format}".`)
  return importer
}

async function previewUpload(importId: string, fileName: string, format?: string): Promise<ImportPreview> {
  const head = await readUploadHead(importId, fileName)
  return previewImport(chooseImporter(format, head), head, readUpload(importId))
}

/**
 * Stores an upload, detects its format and previews what importing it would create. Nothing else is written; a file that no
 * importer can read is removed again.
 * @throws AppError INVALID_INPUT for an empty file or an unknown format, TOO_LARGE.
 */
export async function createImport(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
  body: ReadableStream<Uint8Array> | null,
): Promise<ImportRecord> {
  requirePermission(ctx.actor, "import.write")
  if (!body) throw new AppError("INVALID_INPUT", "The file is empty.")
  const id = newId()
  await saveUpload(id, body)
  try {
    const preview = await previewUpload(id, input.fileName, input.format)
    const row = await ctx.db.prisma.import.create({
      data: {
        id,
        fileName: input.fileName,
        byteCount: (await stat(uploadPath(id))).size,
        format: preview.format,
        status: "ready",
        options: {},
        preview,
        createdById: ctx.actor.userId,
        createdAt: ctx.now(),
      },
    })
    return presentImport(ctx, row)
  } catch (error) {
    await removeUpload(id)
    throw error
  }
}
