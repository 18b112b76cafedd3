import { listPipelines as listRoute } from "@/lib/contracts/pipelines"
import { handle } from "@/lib/http/handle"
import { listPipelines } from "@/lib/services/pipeline/list"

export const GET = handle(listRoute, listPipelines)
