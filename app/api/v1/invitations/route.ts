import { publicOrigin } from "@/lib/auth/trusted-host"
import { createInvitation as createRoute, listInvitations as listRoute } from "@/lib/contracts/invitations"
import { getEnv } from "@/lib/env"
import { handle } from "@/lib/http/handle"
import { createInvitation } from "@/lib/services/invitation/create"
import { listInvitations } from "@/lib/services/invitation/list"

export const GET = handle(listRoute, (ctx) => listInvitations(ctx))

export const POST = handle(createRoute, (ctx, input, request) => {
  const env = getEnv()
  return createInvitation(ctx, { ...input, origin: publicOrigin(request, env), smtpUrl: env.smtpUrl })
})
