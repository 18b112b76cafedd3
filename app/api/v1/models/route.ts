import { createModel as createModelRoute, listModels as listModelsRoute } from "@/lib/contracts/models"
import { handle } from "@/lib/http/handle"
import { createModel } from "@/lib/services/model/create"
import { listModels } from "@/lib/services/model/list"

export const GET = handle(listModelsRoute, listModels)

export const POST = handle(createModelRoute, createModel)
