import GitHub, { type GithubProfile } from "next-auth/providers/github"
import Google from "next-auth/providers/google"
import type { Provider } from "next-auth/providers/index"
import type { OAuthConfig } from "next-auth/providers/oauth"
import { z } from "zod"
import type { Env } from "@/lib/env"

/** What the sign-in page offers beside the password. */
export interface ProviderOption {
  id: "github" | "google" | "oidc"
  name: string
}

export function listProviders(env: Pick<Env, "github" | "google" | "oidc">): ProviderOption[] {
  const options: ProviderOption[] = []
  if (env.oidc) options.push({ id: "oidc", name: new URL(env.oidc.issuer).hostname })
  if (env.github) options.push({ id: "github", name: "GitHub" })
  if (env.google) options.push({ id: "google", name: "Google" })
  return options
}

const claimsSchema = z.object({
  sub: z.coerce.string().min(1),
  email: z.string().nullish(),
  email_verified: z.union([z.boolean(), z.stringbool()]).nullish(),
  name: z.string().nullish(),
})

/** The one shape all providers are brought to; an address without `email_verified` counts as unverified. */
export function parseClaims(claims: unknown) {
  const { sub, email, email_verified, name } = claimsSchema.parse(claims)
  return { id: sub, email: email ?? null, isEmailVerified: email_verified === true, name: name ?? null }
}

type Claims = z.input<typeof claimsSchema>

function createOidc(client: NonNullable<Env["oidc"]>): OAuthConfig<Claims> {
  return {
    id: "oidc",
    name: new URL(client.issuer).hostname,
    type: "oauth",
    wellKnown: `${client.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    profile: parseClaims,
  }
}

const githubEmailsSchema = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
)

/** GitHub's profile does not say whether its address is verified; the list of addresses does. */
async function fetchGitHubEmail(accessToken: string | undefined): Promise<string | null> {
  const response = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json" },
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok) return null
  const emails = githubEmailsSchema.parse(await response.json())
  return emails.find(({ primary, verified }) => primary && verified)?.email ?? null
}

function createGitHub(client: NonNullable<Env["github"]>): OAuthConfig<GithubProfile> {
  return {
    ...GitHub(client),
    checks: ["pkce", "state"],
    async profile(profile, tokens) {
      const email = await fetchGitHubEmail(tokens.access_token)
      return parseClaims({ sub: profile.id, email, email_verified: email !== null, name: profile.name })
    },
  }
}

export function createProviders(env: Pick<Env, "github" | "google" | "oidc">): Provider[] {
  const providers: Provider[] = []
  if (env.oidc) providers.push(createOidc(env.oidc))
  if (env.github) providers.push(createGitHub(env.github))
  if (env.google) {
    providers.push({ ...Google(env.google), checks: ["pkce", "state", "nonce"], profile: parseClaims })
  }
  return providers
}
