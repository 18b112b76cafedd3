import { controlMonitor as controlRoute } from "@/lib/contracts/monitors"
import { handle } from "@/lib/http/handle"
import { controlMonitor } from "@/lib/services/monitor/control"

export const POST = handle(controlRoute, controlMonitor)
