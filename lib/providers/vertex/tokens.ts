import { createSign } from "node:crypto"
import { z } from "zod"
import { AppError } from "@/lib/domain/errors"
import { ProviderError } from "@/lib/domain/provider-error"
import { fetchOk } from "@/lib/providers/fetch-json"
import type { ProviderAccess } from "@/lib/providers/provider"

const SCOPE = "https://www.googleapis.com/auth/cloud-platform"
const LIFE_SECONDS = 3600
const SPARE_MS = 60_000
const TIMEOUT_MS = 30_000

const keySchema = z.object({
  type: z.literal("service_account"),
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
  token_uri: z.url().default("https://oauth2.googleapis.com/token"),
})

const answerSchema = z.object({ access_token: z.string(), expires_in: z.number() })

function parseKey(text: string): z.infer<typeof keySchema> {
  try {
    return keySchema.parse(JSON.parse(text))
  } catch (cause) {
    const message = "The key of this connection is not the JSON key file of a service account."
    throw new AppError("INVALID_INPUT", message, [], { cause })
  }
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")

/** A signed claim that a token is asked with (RFC 7523). */
function signClaim(key: z.infer<typeof keySchema>, nowMs: number): string {
  const issuedAt = Math.floor(nowMs / 1000)
  const header = { alg: "RS256", typ: "JWT", ...(key.private_key_id ? { kid: key.private_key_id } : {}) }
  const claim = {
    iss: key.client_email,
    scope: SCOPE,
    aud: key.token_uri,
    iat: issuedAt,
    exp: issuedAt + LIFE_SECONDS,
  }
  const signed = `${encode(header)}.${encode(claim)}`
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key.private_key, "base64url")}`
}

/** Access tokens of a service account, or of this machine where the connection has no key; kept until they run out. */
export class GoogleTokens {
  readonly #access: ProviderAccess
  #token: { value: string; until: number } | null = null

  constructor(access: ProviderAccess) {
    this.#access = access
  }

  async get(): Promise<string> {
    if (this.#token && Date.now() < this.#token.until - SPARE_MS) return this.#token.value
    const { value, seconds } = this.#access.key
      ? await this.#exchange(this.#access.key)
      : await readMachineToken()
    this.#token = { value, until: Date.now() + seconds * 1000 }
    return value
  }

  async #exchange(text: string) {
    const key = parseKey(text)
    const assertion = signClaim(key, Date.now())
    const body = new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion })
    const request = {
      method: "POST" as const,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: body.toString(),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }
    // A refusal is about the key, whatever its status: `invalid_grant` comes as 400.
    const response = await fetchOk(key.token_uri, request, this.#access).catch((error: unknown) => {
      if (!(error instanceof ProviderError) || error.refusal === "unavailable") throw error
      throw new ProviderError("expired_key", `Google gives no token: ${error.message}`, { cause: error })
    })
    const { access_token: value, expires_in: seconds } = answerSchema.parse(await response.json())
    return { value, seconds }
  }
}

/** Application default credentials: an environment variable, gcloud's file, or the metadata server. */
async function readMachineToken() {
  const { GoogleAuth } = await import("google-auth-library")
  try {
    const value = await new GoogleAuth({ scopes: [SCOPE] }).getAccessToken()
    if (value) return { value, seconds: LIFE_SECONDS / 2 }
  } catch (cause) {
    const message = "This machine has no Google credentials: enter a service account key for the connection."
    throw new ProviderError("expired_key", message, { cause })
  }
  throw new ProviderError("expired_key", "This machine has no Google credentials.")
}
