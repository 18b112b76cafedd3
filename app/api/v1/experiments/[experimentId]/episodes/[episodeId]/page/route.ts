import { exportEpisodePage as exportEpisodePageRoute } from "@/lib/contracts/episodes"
import { handle } from "@/lib/http/handle"
import { streamText } from "@/lib/http/stream"
import { exportEpisodePage } from "@/lib/services/episode/export-page"

export const GET = handle(exportEpisodePageRoute, async (ctx, input) => {
  const pieces = await exportEpisodePage(ctx, input)
  return new Response(streamText(pieces), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-disposition": `attachment; filename="episode-${input.episodeId}.html"`,
    },
  })
})
