import { createEvaluation as createRoute, listEvaluations as listRoute } from "@/lib/contracts/evaluations"
import { handle } from "@/lib/http/handle"
import { createEvaluation } from "@/lib/services/evaluation/create"
import { listEvaluations } from "@/lib/services/evaluation/list"

export const GET = handle(listRoute, listEvaluations)

export const POST = handle(createRoute, createEvaluation)
