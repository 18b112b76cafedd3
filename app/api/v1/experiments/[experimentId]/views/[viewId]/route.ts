import { deleteSavedView as deleteRoute, updateSavedView as updateRoute } from "@/lib/contracts/saved-views"
import { handle } from "@/lib/http/handle"
import { deleteSavedView } from "@/lib/services/saved-view/delete"
import { updateSavedView } from "@/lib/services/saved-view/update"

export const PATCH = handle(updateRoute, updateSavedView)

export const DELETE = handle(deleteRoute, deleteSavedView)
