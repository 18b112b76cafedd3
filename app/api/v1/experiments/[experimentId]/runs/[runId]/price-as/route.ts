import { getWhatIfCost as getRoute } from "@/lib/contracts/prices"
import { handle } from "@/lib/http/handle"
import { getWhatIfCost } from "@/lib/services/run/price-as"

export const GET = handle(getRoute, getWhatIfCost)
