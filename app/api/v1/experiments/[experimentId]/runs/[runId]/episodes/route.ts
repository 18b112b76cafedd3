import { createEpisodes as createEpisodesRoute } from "@/lib/contracts/episodes"
import { handle } from "@/lib/http/handle"
import { createEpisodesFromBody } from "@/lib/services/episode/create-from-body"

export const POST = handle(createEpisodesRoute, (ctx, input, request) =>
  createEpisodesFromBody(ctx, input, request.body),
)
