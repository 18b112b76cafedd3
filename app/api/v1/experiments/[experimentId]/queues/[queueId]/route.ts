import {
  deleteQueue as deleteQueueRoute,
  getQueue as getQueueRoute,
  updateQueue as updateQueueRoute,
} from "@/lib/contracts/queues"
import { handle } from "@/lib/http/handle"
import { deleteQueue } from "@/lib/services/queue/delete"
import { getQueue } from "@/lib/services/queue/get"
import { updateQueue } from "@/lib/services/queue/update"

export const GET = handle(getQueueRoute, getQueue)

export const PATCH = handle(updateQueueRoute, updateQueue)

export const DELETE = handle(deleteQueueRoute, deleteQueue)
