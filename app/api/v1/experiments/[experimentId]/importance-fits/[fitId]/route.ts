import { getImportanceFit as getRoute } from "@/lib/contracts/weights"
import { handle } from "@/lib/http/handle"
import { getImportanceFit } from "@/lib/services/importance/get"

export const GET = handle(getRoute, getImportanceFit)
