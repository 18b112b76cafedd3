import { createJudge as createJudgeRoute, listJudges as listJudgesRoute } from "@/lib/contracts/judges"
import { handle } from "@/lib/http/handle"
import { createJudge } from "@/lib/services/judge/create"
import { listJudges } from "@/lib/services/judge/list"

export const GET = handle(listJudgesRoute, listJudges)

export const POST = handle(createJudgeRoute, createJudge)
