import { createMonitor as createRoute, listMonitors as listRoute } from "@/lib/contracts/monitors"
import { handle } from "@/lib/http/handle"
import { createMonitor } from "@/lib/services/monitor/create"
import { listMonitors } from "@/lib/services/monitor/list"

export const GET = handle(listRoute, listMonitors)

export const POST = handle(createRoute, createMonitor)
