import { listQueueItems as route } from "@/lib/contracts/queues"
import { handle } from "@/lib/http/handle"
import { listQueueItems } from "@/lib/services/queue/list-items"

export const GET = handle(route, listQueueItems)
