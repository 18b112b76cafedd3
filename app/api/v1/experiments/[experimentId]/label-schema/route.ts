import {
  getLabelSchema as getLabelSchemaRoute,
  updateLabelSchema as updateLabelSchemaRoute,
} from "@/lib/contracts/label-schema"
import { handle } from "@/lib/http/handle"
import { getLabelSchema } from "@/lib/services/label/get-schema"
import { updateLabelSchema } from "@/lib/services/label/update-schema"

export const GET = handle(getLabelSchemaRoute, getLabelSchema)

export const PUT = handle(updateLabelSchemaRoute, updateLabelSchema)
