import { controlJudgeRun as controlJudgeRunRoute } from "@/lib/contracts/judges"
import { handle } from "@/lib/http/handle"
import { controlJudgeRun } from "@/lib/services/judge/control-run"

export const POST = handle(controlJudgeRunRoute, controlJudgeRun)
