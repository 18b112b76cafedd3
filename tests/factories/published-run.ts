import { createReadStream, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import type { RunRecord } from "@/lib/contracts/runs"
import type { Context } from "@/lib/db/context"
import { getImporter } from "@/lib/importers/registry"
import { ingestEpisodes } from "@/lib/services/ingest/ingest"
import { getRun } from "@/lib/services/run/get"
import { makeRun } from "@/tests/factories/run"

/** Whether the published result files are here; in CI they must be. */
export const hasPublishedFiles = process.env.WINNOW_TEST_DATA !== undefined || Boolean(process.env.CI)

export function publishedFile(path: string): string {
  const folder = process.env.WINNOW_TEST_DATA
  if (folder === undefined) throw new Error("WINNOW_TEST_DATA is not set")
  return join(folder, path)
}

export function readPublishedTools(path: string): Record<string, unknown>[] {
  return JSON.parse(readFileSync(publishedFile(path), "utf8"))
}

/** A run that holds the episodes of a published file. */
export async function importPublishedRun(
  ctx: Context,
  format: string,
  path: string,
  overrides: Parameters<typeof makeRun>[1] = {},
): Promise<RunRecord> {
  const importer = getImporter(format)
  if (!importer) throw new Error(`there is no importer ${format}`)
  const { experimentId, id: runId } = await makeRun(ctx, overrides)
  const stream = importer.read(createReadStream(publishedFile(path)), { fileName: basename(path) })
  for await (const { rejected } of ingestEpisodes(ctx, { experimentId, runId, stream })) {
    if (rejected.length > 0) throw new Error(`${rejected.length} records were rejected`)
  }
  return getRun(ctx, { experimentId, runId })
}
