import { getTask as getRoute } from "@/lib/contracts/tasks"
import { handle } from "@/lib/http/handle"
import { getTask } from "@/lib/services/task/get"

export const GET = handle(getRoute, getTask)
