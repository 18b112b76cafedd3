import { startJudgeRun as startJudgeRunRoute } from "@/lib/contracts/judges"
import { handle } from "@/lib/http/handle"
import { startJudgeRun } from "@/lib/services/judge/start-run"

export const POST = handle(startJudgeRunRoute, startJudgeRun)
