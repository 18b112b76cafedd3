import { getMe as getRoute, updateMe as updateRoute } from "@/lib/contracts/me"
import { handle } from "@/lib/http/handle"
import { getMe } from "@/lib/services/user/get-me"
import { updateMe } from "@/lib/services/user/update-me"

export const GET = handle(getRoute, (ctx) => getMe(ctx))

export const PATCH = handle(updateRoute, (ctx, input) => updateMe(ctx, input))
