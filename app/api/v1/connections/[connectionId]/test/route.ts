import { testConnection as testRoute } from "@/lib/contracts/connections"
import { handle } from "@/lib/http/handle"
import { testConnection } from "@/lib/services/connection/test"

export const POST = handle(testRoute, (ctx, input) => testConnection(ctx, input))
