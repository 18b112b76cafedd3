import { controlEvaluation as controlRoute } from "@/lib/contracts/evaluations"
import { handle } from "@/lib/http/handle"
import { controlEvaluation } from "@/lib/services/evaluation/control"

export const POST = handle(controlRoute, controlEvaluation)
