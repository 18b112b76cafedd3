import { getModel as getModelRoute, updateModel as updateModelRoute } from "@/lib/contracts/models"
import { handle } from "@/lib/http/handle"
import { getModel } from "@/lib/services/model/get"
import { updateModel } from "@/lib/services/model/update"

export const GET = handle(getModelRoute, getModel)

export const PATCH = handle(updateModelRoute, updateModel)
