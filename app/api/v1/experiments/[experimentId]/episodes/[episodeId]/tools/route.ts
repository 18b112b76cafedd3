import { getEpisodeTools as getEpisodeToolsRoute } from "@/lib/contracts/steps"
import { handle } from "@/lib/http/handle"
import { getEpisodeTools } from "@/lib/services/episode/get-tools"

export const GET = handle(getEpisodeToolsRoute, getEpisodeTools)
