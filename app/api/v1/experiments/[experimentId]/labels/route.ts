import { createLabels as createLabelsRoute, listLabels as listLabelsRoute } from "@/lib/contracts/labels"
import { handle } from "@/lib/http/handle"
import { createLabels } from "@/lib/services/label/create"
import { listLabels } from "@/lib/services/label/list"

export const GET = handle(listLabelsRoute, listLabels)

export const POST = handle(createLabelsRoute, (ctx, input) => createLabels(ctx, input))
