import { getLineage as getRoute } from "@/lib/contracts/lineage"
import { handle } from "@/lib/http/handle"
import { getLineage } from "@/lib/services/lineage/get"

export const GET = handle(getRoute, getLineage)
