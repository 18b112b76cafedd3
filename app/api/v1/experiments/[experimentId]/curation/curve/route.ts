import { getCurationCurve as curveRoute } from "@/lib/contracts/curation"
import { handle } from "@/lib/http/handle"
import { getCurationCurve } from "@/lib/services/curation/curve"

export const POST = handle(curveRoute, getCurationCurve)
