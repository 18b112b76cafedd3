import type { z } from "zod"
import type { createEpisodes as route } from "@/lib/contracts/episodes"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { winnowImporter } from "@/lib/importers/winnow"
import { isSmallBody } from "@/lib/services/ingest/gate"
import { ingestEpisodes, ingestFile } from "@/lib/services/ingest/ingest"

/** Rejections and keys that one answer lists; the counts are always whole. */
const LISTED = 1000

const FILE_NAME = "request body"

type Output = RouteOutput<typeof route>

export interface Body {
  bytes: AsyncIterable<Uint8Array>
  /** Null when the sender does not say it, and when it is compressed. */
  byteCount: number | null
}

/** A small body is read where it arrives; for others a thread is worth its start. */
function ingestBody(ctx: Context, target: z.output<(typeof route)["input"]>, { bytes, byteCount }: Body) {
  if (isSmallBody(byteCount)) {
    return ingestEpisodes(ctx, { ...target, stream: winnowImporter.read(bytes, { fileName: FILE_NAME }) })
  }
  return ingestFile(ctx, { ...target, file: { format: winnowImporter.id, fileName: FILE_NAME, bytes } })
}

/**
 * Takes posted episodes, NDJSON or one JSON array, as a stream: memory does not grow with the body. Answers after the last
 * commit. A bad record is rejected by line and the others land.
 */
export async function createEpisodesFromBody(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
  body: Body | null,
): Promise<Output> {
  requirePermission(ctx.actor, "episode.ingest")
  if (!body) throw new AppError("INVALID_INPUT", "The body holds no episode.")
  const output: Output = { accepted: 0, duplicates: 0, rejected: [], rejectedCount: 0, episodes: [] }
  for await (const batch of ingestBody(ctx, input, body)) {
    output.accepted += batch.accepted.length
    output.duplicates += batch.duplicates.length
    output.rejectedCount += batch.rejected.length
    const rejected = batch.rejected.map(({ line, reason }) => ({ line, reason }))
    const keys = [...batch.accepted, ...batch.duplicates].map(({ id, externalId }) => ({ id, externalId }))
    output.rejected.push(...rejected.slice(0, LISTED - output.rejected.length))
    output.episodes.push(...keys.slice(0, LISTED - output.episodes.length))
  }
  return output
}
