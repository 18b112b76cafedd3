import { listPlugins as listRoute } from "@/lib/contracts/environments"
import { handle } from "@/lib/http/handle"
import { listPlugins } from "@/lib/services/environment/list"

export const GET = handle(listRoute, listPlugins)
