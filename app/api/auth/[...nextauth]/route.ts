import { createAuthOptions } from "@/lib/auth/auth-options"
import { clientAddress } from "@/lib/auth/client-address"
import { handleNextAuth } from "@/lib/auth/next-auth-handler"
import { requireTrustedHost } from "@/lib/auth/trusted-host"
import { createContext } from "@/lib/db/context"
import { getServerDatabase } from "@/lib/db/server-database"
import { STRANGER } from "@/lib/domain/policy"
import { getEnv } from "@/lib/env"
import { problemResponse } from "@/lib/http/problem"
import { readRequestId } from "@/lib/http/request-id"
import { signInWithAccount } from "@/lib/services/auth/sign-in-with-account"
import { signInWithLink } from "@/lib/services/auth/sign-in-with-link"
import { signInWithPassword } from "@/lib/services/auth/sign-in-with-password"

interface SegmentContext {
  params: Promise<{ nextauth: string[] }>
}

async function handleAuth(request: Request, { params }: SegmentContext): Promise<Response> {
  try {
    const env = getEnv()
    requireTrustedHost(request, env)
    const ctx = createContext(getServerDatabase(), STRANGER)
    const verbs = {
      withLink: (input: Parameters<typeof signInWithLink>[1]) => signInWithLink(ctx, input),
      withPassword: (input: Parameters<typeof signInWithPassword>[1]) => signInWithPassword(ctx, input),
      withAccount: (input: Parameters<typeof signInWithAccount>[1]) => signInWithAccount(ctx, input),
    }
    const options = createAuthOptions(env, verbs, clientAddress(request.headers))
    return await handleNextAuth(request, (await params).nextauth, env, options)
  } catch (error) {
    return problemResponse(error, readRequestId(request.headers))
  }
}

export { handleAuth as GET, handleAuth as POST }
