import { getLiveEpisode as getLiveEpisodeRoute } from "@/lib/contracts/live"
import { handle } from "@/lib/http/handle"
import { getLiveEpisode } from "@/lib/services/live/get"

export const GET = handle(getLiveEpisodeRoute, getLiveEpisode)
