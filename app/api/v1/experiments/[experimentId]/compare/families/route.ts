import { listComparedFamilies as listRoute } from "@/lib/contracts/compare"
import { handle } from "@/lib/http/handle"
import { listComparedFamilies } from "@/lib/services/compare/list-families"

export const GET = handle(listRoute, listComparedFamilies)
