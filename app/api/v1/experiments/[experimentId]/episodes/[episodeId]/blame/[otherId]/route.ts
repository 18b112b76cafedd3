import { blameData as blameRoute } from "@/lib/contracts/divergences"
import { handle } from "@/lib/http/handle"
import { blameData } from "@/lib/services/compare/blame"

export const GET = handle(blameRoute, blameData)
