import { listRunTools as toolsRoute } from "@/lib/contracts/runs"
import { handle } from "@/lib/http/handle"
import { listRunTools } from "@/lib/services/run/list-tools"

export const GET = handle(toolsRoute, listRunTools)
