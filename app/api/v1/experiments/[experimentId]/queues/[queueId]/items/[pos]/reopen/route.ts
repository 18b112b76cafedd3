import { reopenItem as route } from "@/lib/contracts/queues"
import { handle } from "@/lib/http/handle"
import { reopenItem } from "@/lib/services/queue/reopen"

export const POST = handle(route, reopenItem)
