import { drawLabels as drawLabelsRoute } from "@/lib/contracts/evidence"
import { handle } from "@/lib/http/handle"
import { drawLabels } from "@/lib/services/label/draw"

export const POST = handle(drawLabelsRoute, drawLabels)
