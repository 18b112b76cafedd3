import { publicOrigin } from "@/lib/auth/trusted-host"
import { createShare as createRoute, listShares as listRoute } from "@/lib/contracts/shares"
import { getEnv } from "@/lib/env"
import { handle } from "@/lib/http/handle"
import { createShare } from "@/lib/services/share/create"
import { listShares } from "@/lib/services/share/list"

export const GET = handle(listRoute, listShares)

export const POST = handle(createRoute, (ctx, input, request) =>
  createShare(ctx, { ...input, origin: publicOrigin(request, getEnv()) }),
)
