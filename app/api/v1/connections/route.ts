import { createConnection as createRoute, listConnections as listRoute } from "@/lib/contracts/connections"
import { handle } from "@/lib/http/handle"
import { createConnection } from "@/lib/services/connection/create"
import { listConnections } from "@/lib/services/connection/list"

export const GET = handle(listRoute, (ctx) => listConnections(ctx))

export const POST = handle(createRoute, (ctx, input) => createConnection(ctx, input))
