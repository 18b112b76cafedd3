import { previewRetention as previewRetentionRoute } from "@/lib/contracts/removals"
import { handle } from "@/lib/http/handle"
import { previewRetention } from "@/lib/services/retention/preview"

export const POST = handle(previewRetentionRoute, previewRetention)
