import { createKey as createRoute, listKeys as listRoute } from "@/lib/contracts/keys"
import { handle } from "@/lib/http/handle"
import { createKey } from "@/lib/services/key/create"
import { listKeys } from "@/lib/services/key/list"

export const GET = handle(listRoute, (ctx) => listKeys(ctx))

export const POST = handle(createRoute, (ctx, input) => createKey(ctx, input))
