import { getRouterWhatIf as getRoute } from "@/lib/contracts/router"
import { handle } from "@/lib/http/handle"
import { getRouterWhatIf } from "@/lib/services/router/get"

export const GET = handle(getRoute, getRouterWhatIf)
