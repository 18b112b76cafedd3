import { getComparedLatency as getRoute } from "@/lib/contracts/compare-latency"
import { handle } from "@/lib/http/handle"
import { getComparedLatency } from "@/lib/services/compare/latency"

export const GET = handle(getRoute, getComparedLatency)
