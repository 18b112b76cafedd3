import {
  getRetention as getRetentionRoute,
  updateRetention as updateRetentionRoute,
} from "@/lib/contracts/removals"
import { handle } from "@/lib/http/handle"
import { getRetention } from "@/lib/services/retention/get"
import { updateRetention } from "@/lib/services/retention/update"

export const GET = handle(getRetentionRoute, getRetention)

export const PUT = handle(updateRetentionRoute, updateRetention)
