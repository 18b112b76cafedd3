import { getScan as getRoute } from "@/lib/contracts/scans"
import { handle } from "@/lib/http/handle"
import { getScan } from "@/lib/services/scan/get"

export const GET = handle(getRoute, getScan)
