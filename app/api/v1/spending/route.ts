import { getSpending as getRoute, updateSpending as updateRoute } from "@/lib/contracts/spending"
import { handle } from "@/lib/http/handle"
import { getSpending } from "@/lib/services/spending/get"
import { updateSpending } from "@/lib/services/spending/update"

export const GET = handle(getRoute, getSpending)
export const PUT = handle(updateRoute, updateSpending)
