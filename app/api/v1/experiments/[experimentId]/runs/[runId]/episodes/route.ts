import { createEpisodes as createEpisodesRoute } from "@/lib/contracts/episodes"
import { handle } from "@/lib/http/handle"
import { readBody } from "@/lib/http/read-body"
import { createEpisodesFromBody } from "@/lib/services/episode/create-from-body"
import { ingestGate } from "@/lib/services/ingest/gate"

function readLength({ headers }: Request): number | null {
  const length = headers.get("content-length")
  return length === null ? null : Number(length)
}

export const POST = handle(createEpisodesRoute, (ctx, input, request) => {
  const length = readLength(request)
  return ingestGate.run(length, () => {
    const bytes = readBody(request)
    const byteCount = request.headers.has("content-encoding") ? null : length
    return createEpisodesFromBody(ctx, input, bytes && { bytes, byteCount })
  })
})
