import { listLiveEpisodes as listLiveEpisodesRoute } from "@/lib/contracts/live"
import { handle } from "@/lib/http/handle"
import { listLiveEpisodes } from "@/lib/services/live/list"

export const GET = handle(listLiveEpisodesRoute, listLiveEpisodes)
