import { openEpisode as openEpisodeRoute } from "@/lib/contracts/live"
import { handle } from "@/lib/http/handle"
import { openEpisode } from "@/lib/services/live/open"

export const POST = handle(openEpisodeRoute, openEpisode)
