import { listRemovals as listRemovalsRoute } from "@/lib/contracts/removals"
import { handle } from "@/lib/http/handle"
import { listRemovals } from "@/lib/services/removal/list"

export const GET = handle(listRemovalsRoute, listRemovals)
