import {
  deleteWebhook as deleteRoute,
  getWebhook as getRoute,
  updateWebhook as updateRoute,
} from "@/lib/contracts/webhook"
import { handle } from "@/lib/http/handle"
import { deleteWebhook } from "@/lib/services/notice/delete-webhook"
import { getWebhook } from "@/lib/services/notice/get-webhook"
import { updateWebhook } from "@/lib/services/notice/update-webhook"

export const GET = handle(getRoute, getWebhook)
export const PUT = handle(updateRoute, updateWebhook)
export const DELETE = handle(deleteRoute, deleteWebhook)
