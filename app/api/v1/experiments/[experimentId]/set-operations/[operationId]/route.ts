import { getSetOperation as getRoute } from "@/lib/contracts/set-operations"
import { handle } from "@/lib/http/handle"
import { getSetOperation } from "@/lib/services/set-operation/get"

export const GET = handle(getRoute, getSetOperation)
