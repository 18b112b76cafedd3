import { decideItem as route } from "@/lib/contracts/queues"
import { handle } from "@/lib/http/handle"
import { decideItem } from "@/lib/services/queue/decide"

export const PUT = handle(route, decideItem)
