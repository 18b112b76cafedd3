import type { z } from "zod"
import type { createEpisodes as route } from "@/lib/contracts/episodes"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { winnowImporter } from "@/lib/importers/winnow"
import { ingestEpisodes } from "@/lib/services/episode/ingest"

/** Rejections and keys that one answer lists; the counts are always whole. */
const LISTED = 1000

type Output = RouteOutput<typeof route>

/**
 * Takes posted episodes, NDJSON or one JSON array, as a stream: memory does not grow with the body. Answers after the last
 * commit. A bad record is rejected by line and the others land.
 */
export async function createEpisodesFromBody(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
  body: AsyncIterable<Uint8Array> | null,
): Promise<Output> {
  requirePermission(ctx.actor, "episode.ingest")
  if (!body) throw new AppError("INVALID_INPUT", "The body holds no episode.")
  const output: Output = { accepted: 0, duplicates: 0, rejected: [], rejectedCount: 0, episodes: [] }
  const stream = winnowImporter.read(body, { fileName: "request body" })
  for await (const batch of ingestEpisodes(ctx, { ...input, stream })) {
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
