import { listActivity as route } from "@/lib/contracts/activity"
import { handle } from "@/lib/http/handle"
import { listActivity } from "@/lib/services/activity/list"

export const GET = handle(route, listActivity)
