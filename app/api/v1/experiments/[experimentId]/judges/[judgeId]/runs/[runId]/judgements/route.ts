import { listJudgements as listJudgementsRoute } from "@/lib/contracts/judges"
import { handle } from "@/lib/http/handle"
import { listJudgements } from "@/lib/services/judge/list-judgements"

export const GET = handle(listJudgementsRoute, listJudgements)
