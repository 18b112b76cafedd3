import { listDivergences as listRoute } from "@/lib/contracts/divergences"
import { handle } from "@/lib/http/handle"
import { listDivergences } from "@/lib/services/compare/list-divergences"

export const GET = handle(listRoute, (ctx, input) => listDivergences(ctx, input))
