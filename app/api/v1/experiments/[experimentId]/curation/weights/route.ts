import { weighCuration as weighRoute } from "@/lib/contracts/weights"
import { handle } from "@/lib/http/handle"
import { weighCuration } from "@/lib/services/curation/weigh"

export const POST = handle(weighRoute, weighCuration)
