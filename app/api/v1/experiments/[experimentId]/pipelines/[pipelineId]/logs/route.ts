import { listPipelineLogs as listRoute } from "@/lib/contracts/pipelines"
import { handle } from "@/lib/http/handle"
import { listPipelineLogs } from "@/lib/services/pipeline/list-logs"

export const GET = handle(listRoute, listPipelineLogs)
