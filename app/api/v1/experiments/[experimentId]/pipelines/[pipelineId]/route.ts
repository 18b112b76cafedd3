import { getPipeline as getRoute } from "@/lib/contracts/pipelines"
import { handle } from "@/lib/http/handle"
import { getPipeline } from "@/lib/services/pipeline/get"

export const GET = handle(getRoute, getPipeline)
