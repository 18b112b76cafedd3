import { createSavedView as createRoute, listSavedViews as listRoute } from "@/lib/contracts/saved-views"
import { handle } from "@/lib/http/handle"
import { createSavedView } from "@/lib/services/saved-view/create"
import { listSavedViews } from "@/lib/services/saved-view/list"

export const GET = handle(listRoute, listSavedViews)

export const POST = handle(createRoute, createSavedView)
