import { createQueue as createQueueRoute, listQueues as listQueuesRoute } from "@/lib/contracts/queues"
import { handle } from "@/lib/http/handle"
import { createQueue } from "@/lib/services/queue/create"
import { listQueues } from "@/lib/services/queue/list"

export const GET = handle(listQueuesRoute, listQueues)

export const POST = handle(createQueueRoute, createQueue)
