import { getEpisode as getEpisodeRoute } from "@/lib/contracts/episodes"
import { handle } from "@/lib/http/handle"
import { getEpisode } from "@/lib/services/episode/get"

export const GET = handle(getEpisodeRoute, getEpisode)
