import { finishEpisode as finishEpisodeRoute } from "@/lib/contracts/live"
import { handle } from "@/lib/http/handle"
import { finishEpisode } from "@/lib/services/live/finish"

export const POST = handle(finishEpisodeRoute, finishEpisode)
