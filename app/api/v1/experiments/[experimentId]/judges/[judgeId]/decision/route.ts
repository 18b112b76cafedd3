import { decideJudge as decideJudgeRoute } from "@/lib/contracts/judges"
import { handle } from "@/lib/http/handle"
import { decideJudge } from "@/lib/services/judge/decide"

export const PUT = handle(decideJudgeRoute, decideJudge)
