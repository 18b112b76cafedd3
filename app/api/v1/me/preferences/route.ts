import { updatePreferences as updateRoute } from "@/lib/contracts/me"
import { handle } from "@/lib/http/handle"
import { updatePreferences } from "@/lib/services/preference/update"

export const PATCH = handle(updateRoute, (ctx, input) => updatePreferences(ctx, input))
