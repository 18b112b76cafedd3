import { claimItems as route } from "@/lib/contracts/queues"
import { handle } from "@/lib/http/handle"
import { claimItems } from "@/lib/services/queue/claim"

export const POST = handle(route, claimItems)
