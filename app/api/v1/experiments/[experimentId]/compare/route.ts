import { getComparison as getRoute } from "@/lib/contracts/compare"
import { handle } from "@/lib/http/handle"
import { getComparison } from "@/lib/services/compare/get"

export const GET = handle(getRoute, getComparison)
