import { listUsers as listRoute } from "@/lib/contracts/users"
import { handle } from "@/lib/http/handle"
import { listUsers } from "@/lib/services/user/list"

export const GET = handle(listRoute, (ctx) => listUsers(ctx))
