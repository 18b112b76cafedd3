import { deleteKey as deleteRoute } from "@/lib/contracts/keys"
import { handle } from "@/lib/http/handle"
import { deleteKey } from "@/lib/services/key/delete"

export const DELETE = handle(deleteRoute, (ctx, input) => deleteKey(ctx, input))
