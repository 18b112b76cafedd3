import { startPipeline as startRoute } from "@/lib/contracts/pipelines"
import { handle } from "@/lib/http/handle"
import { startPipeline } from "@/lib/services/pipeline/start"

export const POST = handle(startRoute, startPipeline)
