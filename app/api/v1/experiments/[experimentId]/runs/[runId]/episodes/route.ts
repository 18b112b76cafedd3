import { createEpisodes as createEpisodesRoute } from "@/lib/contracts/episodes"
import { handle } from "@/lib/http/handle"
import { readBody } from "@/lib/http/read-body"
import { createEpisodesFromBody } from "@/lib/services/episode/create-from-body"
import { ingestGate } from "@/lib/services/episode/ingest-gate"

export const POST = handle(createEpisodesRoute, (ctx, input, request) => {
  const length = request.headers.get("content-length")
  return ingestGate.run(length === null ? null : Number(length), () =>
    createEpisodesFromBody(ctx, input, readBody(request)),
  )
})
