import { deleteInvitation as deleteRoute } from "@/lib/contracts/invitations"
import { handle } from "@/lib/http/handle"
import { deleteInvitation } from "@/lib/services/invitation/delete"

export const DELETE = handle(deleteRoute, (ctx, input) => deleteInvitation(ctx, input))
