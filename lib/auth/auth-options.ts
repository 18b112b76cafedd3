import type { NextAuthOptions } from "next-auth"
import Credentials from "next-auth/providers/credentials"
import { z } from "zod"
import { createProviders } from "@/lib/auth/providers"
import { isSecure, sessionCookies } from "@/lib/auth/session-cookie"
import type { Context } from "@/lib/db/context"
import type { Env } from "@/lib/env"
import { logger } from "@/lib/logger"
import { signInWithAccount } from "@/lib/services/auth/sign-in-with-account"
import { signInWithLink } from "@/lib/services/auth/sign-in-with-link"
import { signInWithPassword } from "@/lib/services/auth/sign-in-with-password"
import { getServerSecret } from "@/lib/services/secret/home-secret"

const MAX_AGE_SECONDS = 30 * 24 * 60 * 60

const linkSchema = z.object({ token: z.string().min(1).max(100) })
const passwordSchema = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) })
const profileSchema = z.object({
  email: z.string().nullish(),
  isEmailVerified: z.boolean(),
  name: z.string().nullish(),
})

function createLinkProvider(ctx: Context) {
  return Credentials({
    id: "link",
    name: "One-time link",
    credentials: { token: {} },
    async authorize(raw) {
      const input = linkSchema.safeParse(raw)
      return input.success ? signInWithLink(ctx, input.data) : null
    },
  })
}

/** The thrown message is what the sign-in form gets as its error code. */
function createPasswordProvider(ctx: Context, address: string) {
  return Credentials({
    id: "password",
    name: "Password",
    credentials: { email: {}, password: {} },
    async authorize(raw) {
      const input = passwordSchema.safeParse(raw)
      if (!input.success) return null
      const outcome = await signInWithPassword(ctx, { ...input.data, address })
      if (outcome.ok) return outcome.user
      if (outcome.reason === "rate-limited") throw new Error("RateLimited")
      return null
    },
  })
}

/**
 * next-auth with sessions that hold a user id and an epoch, nothing else: role and standing are read from the store on
 * every request.
 */
export function createAuthOptions(env: Env, ctx: Context, address: string): NextAuthOptions {
  return {
    secret: getServerSecret(),
    session: { strategy: "jwt", maxAge: MAX_AGE_SECONDS },
    useSecureCookies: isSecure(env.publicUrl),
    cookies: sessionCookies(env),
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [createLinkProvider(ctx), createPasswordProvider(ctx, address), ...createProviders(env)],
    callbacks: {
      async signIn({ user, account }) {
        if (account?.type !== "oauth") return account?.type === "credentials"
        const { provider, providerAccountId } = account
        const { email, isEmailVerified, name } = profileSchema.parse(user)
        const member = await signInWithAccount(ctx, {
          provider,
          providerAccountId,
          email: email ?? null,
          isEmailVerified,
          name: name ?? null,
        })
        if (member) Object.assign(user, member)
        return member !== null
      },
      jwt({ token, user }) {
        if (!user) return token
        const { id, epoch } = z.object({ id: z.string(), epoch: z.number() }).parse(user)
        return { sub: id, epoch }
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: {
      error: (code, metadata) => logger.warn("sign-in failed", { code, metadata }),
      warn: (code) => logger.warn("sign-in", { code }),
      debug: () => undefined,
    },
  }
}
