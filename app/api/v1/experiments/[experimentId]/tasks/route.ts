import { listTasks as listTasksRoute } from "@/lib/contracts/tasks"
import { handle } from "@/lib/http/handle"
import { listTasks } from "@/lib/services/task/list"

export const GET = handle(listTasksRoute, listTasks)
