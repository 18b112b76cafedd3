import { revokeShare as revokeRoute } from "@/lib/contracts/shares"
import { handle } from "@/lib/http/handle"
import { revokeShare } from "@/lib/services/share/revoke"

export const DELETE = handle(revokeRoute, revokeShare)
