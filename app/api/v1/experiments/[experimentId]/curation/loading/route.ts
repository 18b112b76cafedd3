import { getCurationLoading as loadingRoute } from "@/lib/contracts/curation"
import { handle } from "@/lib/http/handle"
import { getCurationLoading } from "@/lib/services/curation/loading"

export const GET = handle(loadingRoute, getCurationLoading)
