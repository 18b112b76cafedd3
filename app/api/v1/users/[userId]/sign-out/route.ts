import { signOutUser as signOutRoute } from "@/lib/contracts/users"
import { handle } from "@/lib/http/handle"
import { signOutUser } from "@/lib/services/user/sign-out"

export const POST = handle(signOutRoute, (ctx, input) => signOutUser(ctx, input))
