import { previewShare as previewRoute } from "@/lib/contracts/shares"
import { handle } from "@/lib/http/handle"
import { previewShare } from "@/lib/services/share/preview"

export const GET = handle(previewRoute, previewShare)
