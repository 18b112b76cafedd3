import { deleteMonitor as deleteRoute } from "@/lib/contracts/monitors"
import { handle } from "@/lib/http/handle"
import { deleteMonitor } from "@/lib/services/monitor/delete"

export const DELETE = handle(deleteRoute, deleteMonitor)
