import { diffEpisodes as diffEpisodesRoute } from "@/lib/contracts/episodes"
import { handle } from "@/lib/http/handle"
import { diffEpisodes } from "@/lib/services/episode/diff"

export const GET = handle(diffEpisodesRoute, diffEpisodes)
