import { listPrices as listRoute } from "@/lib/contracts/prices"
import { handle } from "@/lib/http/handle"
import { listPrices } from "@/lib/services/model/list-prices"

export const GET = handle(listRoute, listPrices)
