import { createReadStream } from "node:fs"
import { basename } from "node:path"
import { Readable } from "node:stream"
import type { ImportRecord } from "@/lib/contracts/imports"
import type { Context } from "@/lib/db/context"
import { createImport } from "@/lib/services/import/create"
import { getImport } from "@/lib/services/import/get"
import { runImport } from "@/lib/services/import/run"
import { startImport } from "@/lib/services/import/start"

type Options = Omit<Parameters<typeof startImport>[1], "importId" | "role"> & { role?: "teacher" | "student" }

export function uploadText(ctx: Context, fileName: string, text: string): Promise<ImportRecord> {
  return createImport(ctx, { fileName }, new Blob([text]).stream())
}

export function uploadFile(ctx: Context, path: string): Promise<ImportRecord> {
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
  return createImport(ctx, { fileName: basename(path) }, body)
}

/** Starts an uploaded import and does the worker's part in place. */
export async function completeImport(
  ctx: Context,
  importId: string,
  options: Options,
): Promise<ImportRecord> {
  await startImport(ctx, { role: "teacher", ...options, importId })
  await runImport(ctx, { importId })
  return getImport(ctx, { importId })
}
