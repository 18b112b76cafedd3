import { signOutMe as signOutRoute } from "@/lib/contracts/me"
import { handle } from "@/lib/http/handle"
import { signOutMe } from "@/lib/services/user/sign-out"

export const POST = handle(signOutRoute, (ctx) => signOutMe(ctx))
