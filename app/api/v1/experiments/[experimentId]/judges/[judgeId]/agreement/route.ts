import { getJudgeAgreement as getJudgeAgreementRoute } from "@/lib/contracts/judges"
import { handle } from "@/lib/http/handle"
import { getJudgeAgreement } from "@/lib/services/judge/get-agreement"

export const GET = handle(getJudgeAgreementRoute, getJudgeAgreement)
