import { controlSetOperation as controlRoute } from "@/lib/contracts/set-operations"
import { handle } from "@/lib/http/handle"
import { controlSetOperation } from "@/lib/services/set-operation/control"

export const POST = handle(controlRoute, controlSetOperation)
