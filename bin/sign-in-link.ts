import { createDatabase } from "@/lib/db/client"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { createSignInLink } from "@/lib/services/auth/create-sign-in-link"
import { getLocalToken } from "@/lib/services/secret/home-secret"

/**
 * The address that signs the person at this machine in, once. Also leaves the token with which the command line signs
 * in, which no browser sees.
 */
export async function createLocalSignInUrl(databaseUrl: string, baseUrl: string): Promise<string> {
  getLocalToken()
  const db = createDatabase(databaseUrl, { poolSize: 1 })
  try {
    const { token } = await createSignInLink(createContext(db, SYSTEM_ACTOR))
    return `${baseUrl}/sign-in/link?token=${encodeURIComponent(token)}`
  } finally {
    await db.close()
  }
}
