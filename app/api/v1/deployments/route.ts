import { listDeployments as listRoute } from "@/lib/contracts/deployments"
import { handle } from "@/lib/http/handle"
import { listDeployments } from "@/lib/services/deployment/list"

export const GET = handle(listRoute, listDeployments)
