import { listPublishedFigures as listRoute } from "@/lib/contracts/demo"
import { handle } from "@/lib/http/handle"
import { listPublishedFigures } from "@/lib/services/demo/list-figures"

export const GET = handle(listRoute, listPublishedFigures)
