import { skipItem as route } from "@/lib/contracts/queues"
import { handle } from "@/lib/http/handle"
import { skipItem } from "@/lib/services/queue/skip"

export const POST = handle(route, skipItem)
