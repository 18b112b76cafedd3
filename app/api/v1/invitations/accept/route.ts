import { acceptInvitation as acceptRoute } from "@/lib/contracts/invitations"
import { handle } from "@/lib/http/handle"
import { acceptInvitation } from "@/lib/services/invitation/accept"

export const POST = handle(acceptRoute, (ctx, input) => acceptInvitation(ctx, input))
