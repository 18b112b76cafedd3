import { getHealth as getRoute } from "@/lib/contracts/system"
import { handle } from "@/lib/http/handle"
import { getHealth } from "@/lib/services/health/get"

export const GET = handle(getRoute, (ctx) => getHealth(ctx))
