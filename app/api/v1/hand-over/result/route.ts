import { readBearer } from "@/lib/auth/bearer"
import { receiveHandOver as route } from "@/lib/contracts/hand-overs"
import { handle } from "@/lib/http/handle"
import { receiveHandOver } from "@/lib/services/hand-over/receive"

export const PUT = handle(route, (ctx, _input, request) =>
  receiveHandOver(ctx, readBearer(request.headers.get("authorization")), {
    body: request.body,
    sha256: request.headers.get("x-content-sha256"),
  }),
)
