import { previewCuration as previewRoute } from "@/lib/contracts/curation"
import { handle } from "@/lib/http/handle"
import { previewCuration } from "@/lib/services/curation/preview"

export const POST = handle(previewRoute, previewCuration)
