import { controlPipeline as controlRoute } from "@/lib/contracts/pipelines"
import { handle } from "@/lib/http/handle"
import { controlPipeline } from "@/lib/services/pipeline/control"

export const POST = handle(controlRoute, controlPipeline)
