import type { CookiesOptions } from "next-auth"
import type { Env } from "@/lib/env"

/** Cookies ignore ports, so each installation on a machine names its own by port. */
export function cookieName(purpose: string, { port, publicUrl }: Pick<Env, "port" | "publicUrl">): string {
  return `${isSecure(publicUrl) ? "__Host-" : ""}winnow-${port}-${purpose}`
}

export function isSecure(publicUrl: string | null): boolean {
  return publicUrl?.startsWith("https:") ?? false
}

const PURPOSES: Record<keyof CookiesOptions, string> = {
  sessionToken: "session",
  callbackUrl: "callback",
  csrfToken: "csrf",
  pkceCodeVerifier: "pkce",
  state: "state",
  nonce: "nonce",
}

const CHECK_SECONDS = 15 * 60

/** next-auth's cookies under our names: httpOnly, SameSite=lax, secure behind https. */
export function sessionCookies(env: Pick<Env, "port" | "publicUrl">): Partial<CookiesOptions> {
  const base = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(env.publicUrl) } as const
  return Object.fromEntries(
    Object.entries(PURPOSES).map(([key, purpose]) => {
      const isCheck = key === "pkceCodeVerifier" || key === "state" || key === "nonce"
      const options = isCheck ? { ...base, maxAge: CHECK_SECONDS } : base
      return [key, { name: cookieName(purpose, env), options }]
    }),
  )
}
