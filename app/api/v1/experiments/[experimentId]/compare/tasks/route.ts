import { listComparedTasks as listRoute } from "@/lib/contracts/compare"
import { handle } from "@/lib/http/handle"
import { listComparedTasks } from "@/lib/services/compare/list-tasks"

export const GET = handle(listRoute, listComparedTasks)
