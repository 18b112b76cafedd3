import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { cache } from "react"
import { findSessionUser } from "@/lib/auth/session"
import { type Context, createContext } from "@/lib/db/context"
import { getServerDatabase } from "@/lib/db/server-database"
import { toActor } from "@/lib/db/user"
import { type Actor, STRANGER } from "@/lib/domain/policy"

const findPageActor = cache(async (): Promise<Actor | null> => {
  const cookie = (await headers()).get("cookie")
  const user = await findSessionUser(getServerDatabase(), cookie)
  return user && toActor(user, "session")
})

/** Who is signed in, or null: for pages that strangers may see. */
export function getPageActor(): Promise<Actor | null> {
  return findPageActor()
}

/** The gate of every page under the shell: whoever is not signed in goes to the sign-in page and comes back after. */
export async function requirePageActor(): Promise<Actor> {
  const actor = await findPageActor()
  if (actor) return actor
  const path = (await headers()).get("x-winnow-path")
  redirect(path && path !== "/" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in")
}

/** What a page calls services with. Redirects to the sign-in page when nobody is signed in. */
export async function getPageContext(): Promise<Context> {
  return createContext(getServerDatabase(), await requirePageActor())
}

/** For the pages of people who are not signed in yet. */
export function getStrangerContext(): Context {
  return createContext(getServerDatabase(), STRANGER)
}
