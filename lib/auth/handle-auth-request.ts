import { createAuthOptions } from "@/lib/auth/auth-options"
import { clientAddress } from "@/lib/auth/client-address"
import { handleNextAuth } from "@/lib/auth/next-auth-handler"
import { requireTrustedHost } from "@/lib/auth/trusted-host"
import { createContext } from "@/lib/db/context"
import { getServerDatabase } from "@/lib/db/server-database"
import { STRANGER } from "@/lib/domain/policy"
import { getEnv } from "@/lib/env"

/** Everything below /api/auth: the ways in and the way out. `segments` is the rest of the path. */
export async function handleAuthRequest(request: Request, segments: string[]): Promise<Response> {
  const env = getEnv()
  requireTrustedHost(request, env)
  const ctx = createContext(getServerDatabase(), STRANGER)
  const options = createAuthOptions(env, ctx, clientAddress(request.headers))
  return handleNextAuth(request, segments, env, options)
}
