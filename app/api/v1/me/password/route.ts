import { updatePassword as updateRoute } from "@/lib/contracts/me"
import { handle } from "@/lib/http/handle"
import { updatePassword } from "@/lib/services/user/update-password"

export const PUT = handle(updateRoute, (ctx, input) => updatePassword(ctx, input))
