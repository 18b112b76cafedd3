import { cancelRemoval as cancelRemovalRoute } from "@/lib/contracts/removals"
import { handle } from "@/lib/http/handle"
import { cancelRemoval } from "@/lib/services/removal/cancel"

export const POST = handle(cancelRemovalRoute, cancelRemoval)
