import { startImportanceFit as startRoute } from "@/lib/contracts/weights"
import { handle } from "@/lib/http/handle"
import { startImportanceFit } from "@/lib/services/importance/start"

export const POST = handle(startRoute, startImportanceFit)
