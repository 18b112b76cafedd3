import { listEpisodes as listEpisodesRoute } from "@/lib/contracts/episodes"
import { handle } from "@/lib/http/handle"
import { listEpisodes } from "@/lib/services/episode/list"

export const GET = handle(listEpisodesRoute, listEpisodes)
