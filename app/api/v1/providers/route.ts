import { listProviders as listRoute } from "@/lib/contracts/providers"
import { handle } from "@/lib/http/handle"
import { listProviders } from "@/lib/services/provider/list"

export const GET = handle(listRoute, listProviders)
