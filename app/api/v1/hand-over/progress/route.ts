import { readBearer } from "@/lib/auth/bearer"
import { reportHandOver as route } from "@/lib/contracts/hand-overs"
import { handle } from "@/lib/http/handle"
import { reportHandOver } from "@/lib/services/hand-over/report"

export const POST = handle(route, (ctx, input, request) =>
  reportHandOver(ctx, readBearer(request.headers.get("authorization")), input),
)
