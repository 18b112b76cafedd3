import { listEnvironments as listRoute } from "@/lib/contracts/environments"
import { handle } from "@/lib/http/handle"
import { listEnvironments } from "@/lib/services/environment/list"

export const GET = handle(listRoute, listEnvironments)
