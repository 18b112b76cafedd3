import { createDatabase } from "@/lib/db/client"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { createSignInLink } from "@/lib/services/auth/create-sign-in-link"

/** The address that signs the person at this machine in, once. */
export async function createLocalSignInUrl(databaseUrl: string, baseUrl: string): Promise<string> {
  const db = createDatabase(databaseUrl, { poolSize: 1 })
  try {
    const { token } = await createSignInLink(createContext(db, SYSTEM_ACTOR))
    return `${baseUrl}/sign-in/link?token=${encodeURIComponent(token)}`
  } finally {
    await db.close()
  }
}
