import { getBreakEven as getRoute } from "@/lib/contracts/break-even"
import { handle } from "@/lib/http/handle"
import { getBreakEven } from "@/lib/services/break-even/get"

export const GET = handle(getRoute, getBreakEven)
