import { estimateJudging as estimateJudgingRoute } from "@/lib/contracts/judges"
import { handle } from "@/lib/http/handle"
import { estimateJudging } from "@/lib/services/judge/estimate"

export const POST = handle(estimateJudgingRoute, estimateJudging)
