import { resolve } from "node:path"
import { z } from "zod"
import { AppError } from "@/lib/domain/errors"

const optional = z.preprocess((raw) => (raw === "" ? undefined : raw), z.string().optional())

const flag = (otherwise: boolean) =>
  z.preprocess((raw) => (raw === "" ? undefined : raw), z.stringbool().default(otherwise))

/** A variable that is set to nothing counts as not set. */
const text = (otherwise: string) =>
  z.preprocess((raw) => (raw === "" ? undefined : raw), z.string().default(otherwise))

const environmentSchema = z.object({
  PORT: z.preprocess(
    (raw) => (raw === "" ? undefined : raw),
    z.coerce
      .number("must be a port number")
      .int("must be a port number")
      .min(0, "must be 0 to 65535")
      .max(65_535, "must be 0 to 65535")
      .default(3000),
  ),
  HOST: text("127.0.0.1"),
  WINNOW_HOME: text(".winnow"),
  DATABASE_URL: optional.pipe(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, "must start with postgresql://")
      .optional(),
  ),
  PUBLIC_URL: optional.pipe(z.url({ protocol: /^https?$/, error: "must be an http(s) URL" }).optional()),
  WINNOW_SECRET: optional.pipe(z.string().min(32, "must have at least 32 characters").optional()),
  WINNOW_DEMO: flag(true),
  WINNOW_SEARCH: flag(true),
  WINNOW_PROVIDER_POLL_MS: z.preprocess(
    (raw) => (raw === "" ? undefined : raw),
    z.coerce.number("must be a number").int("must be whole").min(50, "must be at least 50").default(15_000),
  ),
  /** A live episode without a sign of life for so long is abandoned. */
  WINNOW_ABANDON_MINUTES: z.preprocess(
    (raw) => (raw === "" ? undefined : raw),
    z.coerce.number("must be a number of minutes").min(1, "must be at least 1").default(60),
  ),
  WINNOW_PYTHON: optional,
  SMTP_URL: optional,
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  GITHUB_CLIENT_ID: optional,
  GITHUB_CLIENT_SECRET: optional,
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  WINNOW_URL: optional,
  WINNOW_API_KEY: optional,
  NODE_ENV: z.string().default("development"),
})

export interface OAuthClient {
  clientId: string
  clientSecret: string
}

/** Every setting, read once. `home` is absolute; `databaseUrl` is null until the starter has an embedded server. */
export interface Env {
  port: number
  host: string
  home: string
  databaseUrl: string | null
  publicUrl: string | null
  secret: string | null
  demo: boolean
  /** Whether the worker indexes what steps say. */
  search: boolean
  /** How often a training job at a provider is looked at, on average, in milliseconds. */
  providerPollMs: number
  abandonMinutes: number
  /** The Python that trains on this machine; null for uv, or a python3 that can. */
  python: string | null
  smtpUrl: string | null
  oidc: (OAuthClient & { issuer: string }) | null
  github: OAuthClient | null
  google: OAuthClient | null
  serverUrl: string | null
  apiKey: string | null
  isProduction: boolean
}

function client(id: string | undefined, secret: string | undefined): OAuthClient | null {
  return id && secret ? { clientId: id, clientSecret: secret } : null
}

/** @throws AppError INVALID_INPUT one sentence that names every variable to change. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = environmentSchema.safeParse(source)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`)
    throw new AppError("INVALID_INPUT", `Change the environment: ${problems.join("; ")}.`)
  }
  const env = parsed.data
  const oidc = client(env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET)
  return {
    port: env.PORT,
    host: env.HOST,
    home: resolve(env.WINNOW_HOME),
    databaseUrl: env.DATABASE_URL ?? null,
    publicUrl: env.PUBLIC_URL ?? null,
    secret: env.WINNOW_SECRET ?? null,
    demo: env.WINNOW_DEMO,
    search: env.WINNOW_SEARCH,
    providerPollMs: env.WINNOW_PROVIDER_POLL_MS,
    abandonMinutes: env.WINNOW_ABANDON_MINUTES,
    python: env.WINNOW_PYTHON ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    oidc: oidc && env.OIDC_ISSUER ? { ...oidc, issuer: env.OIDC_ISSUER } : null,
    github: client(env.GITHUB_CLIENT_ID, env.GITHUB_CLIENT_SECRET),
    google: client(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
    serverUrl: env.WINNOW_URL ?? null,
    apiKey: env.WINNOW_API_KEY ?? null,
    isProduction: env.NODE_ENV === "production",
  }
}

let current: Env | undefined

export function getEnv(): Env {
  current ??= parseEnv(process.env)
  return current
}
