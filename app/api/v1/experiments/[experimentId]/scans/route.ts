import { startScan as startRoute } from "@/lib/contracts/scans"
import { handle } from "@/lib/http/handle"
import { startScan } from "@/lib/services/scan/start"

export const POST = handle(startRoute, startScan)
