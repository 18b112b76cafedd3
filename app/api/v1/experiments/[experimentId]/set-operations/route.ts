import {
  listSetOperations as listRoute,
  startSetOperation as startRoute,
} from "@/lib/contracts/set-operations"
import { handle } from "@/lib/http/handle"
import { listSetOperations } from "@/lib/services/set-operation/list"
import { startSetOperation } from "@/lib/services/set-operation/start"

export const GET = handle(listRoute, listSetOperations)

export const POST = handle(startRoute, startSetOperation)
