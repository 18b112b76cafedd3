import { getJudge as getJudgeRoute } from "@/lib/contracts/judges"
import { handle } from "@/lib/http/handle"
import { getJudge } from "@/lib/services/judge/get"

export const GET = handle(getJudgeRoute, getJudge)
