import { getOutline as getOutlineRoute } from "@/lib/contracts/steps"
import { handle } from "@/lib/http/handle"
import { getOutline } from "@/lib/services/step/get-outline"

export const GET = handle(getOutlineRoute, getOutline)
