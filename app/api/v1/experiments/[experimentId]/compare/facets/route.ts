import { listComparedFacets as getRoute } from "@/lib/contracts/compare-facets"
import { handle } from "@/lib/http/handle"
import { listComparedFacets } from "@/lib/services/compare/facets"

export const GET = handle(getRoute, listComparedFacets)
