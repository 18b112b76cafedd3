import { stopDeployment as stopRoute } from "@/lib/contracts/deployments"
import { handle } from "@/lib/http/handle"
import { stopDeployment } from "@/lib/services/deployment/stop"

export const POST = handle(stopRoute, stopDeployment)
