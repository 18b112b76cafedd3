import {
  deleteConnection as deleteRoute,
  getConnection as getRoute,
  updateConnection as updateRoute,
} from "@/lib/contracts/connections"
import { handle } from "@/lib/http/handle"
import { deleteConnection } from "@/lib/services/connection/delete"
import { getConnection } from "@/lib/services/connection/get"
import { updateConnection } from "@/lib/services/connection/update"

export const GET = handle(getRoute, (ctx, input) => getConnection(ctx, input))

export const PATCH = handle(updateRoute, (ctx, input) => updateConnection(ctx, input))

export const DELETE = handle(deleteRoute, (ctx, input) => deleteConnection(ctx, input))
