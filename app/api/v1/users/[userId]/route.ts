import { updateUser as updateRoute } from "@/lib/contracts/users"
import { handle } from "@/lib/http/handle"
import { updateUser } from "@/lib/services/user/update"

export const PATCH = handle(updateRoute, (ctx, input) => updateUser(ctx, input))
