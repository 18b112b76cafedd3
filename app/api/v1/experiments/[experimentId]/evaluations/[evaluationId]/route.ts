import { getEvaluation as getRoute } from "@/lib/contracts/evaluations"
import { handle } from "@/lib/http/handle"
import { getEvaluation } from "@/lib/services/evaluation/get"

export const GET = handle(getRoute, getEvaluation)
