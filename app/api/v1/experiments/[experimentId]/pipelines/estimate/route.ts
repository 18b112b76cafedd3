import { estimatePipeline as estimateRoute } from "@/lib/contracts/pipelines"
import { handle } from "@/lib/http/handle"
import { estimatePipeline } from "@/lib/services/pipeline/estimate"

export const POST = handle(estimateRoute, estimatePipeline)
