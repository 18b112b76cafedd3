import type { GoogleGenAI } from "@google/genai"
import { AppError } from "@/lib/domain/errors"
import type { ProviderAccess } from "@/lib/providers/provider"
import { fromSdkError, readErrorBody, toProviderError } from "@/lib/providers/sdk-error"
import { toSdkFetch } from "@/lib/providers/sdk-fetch"
import { accountSchema, type VertexAccount } from "@/lib/providers/vertex/settings"
import { GoogleTokens } from "@/lib/providers/vertex/tokens"

const TIMEOUT_MS = 60_000

/** @throws AppError INVALID_INPUT naming what the connection lacks. */
export function readAccount({ settings }: ProviderAccess): VertexAccount {
  const account = accountSchema.safeParse(settings).data
  if (account) return account
  throw new AppError("INVALID_INPUT", "The Vertex AI connection needs a project, a region and a bucket.")
}

/** Google's SDK on one account, through the guarded way out. */
export class VertexSdk {
  readonly access: ProviderAccess
  readonly account: VertexAccount
  readonly tokens: GoogleTokens
  #sdk: Promise<GoogleGenAI> | undefined

  constructor(access: ProviderAccess) {
    this.access = access
    this.account = readAccount(access)
    this.tokens = new GoogleTokens(access)
  }

  #open(): Promise<GoogleGenAI> {
    this.#sdk ??= Promise.all([import("@google/genai"), import("google-auth-library")]).then(
      ([{ GoogleGenAI: Sdk }, { OAuth2Client }]) => {
        const authClient = new OAuth2Client()
        authClient.refreshHandler = async () => ({
          access_token: await this.tokens.get(),
          expiry_date: Date.now() + TIMEOUT_MS,
        })
        return new Sdk({
          vertexai: true,
          project: this.account.project,
          location: this.account.location,
          googleAuthOptions: { authClient },
          httpOptions: {
            baseUrl: this.access.baseUrl,
            headers: this.access.headers,
            timeout: TIMEOUT_MS,
            fetch: toSdkFetch(this.access.fetch),
          },
        })
      },
    )
    return this.#sdk
  }

  async call<T>(work: (sdk: GoogleGenAI) => Promise<T>): Promise<T> {
    const sdk = await this.#open()
    // Before the SDK asks for it: what it throws then says nothing of the reason.
    await this.tokens.get()
    try {
      return await work(sdk)
    } catch (error) {
      throw this.#explain(error)
    }
  }

  #explain(error: unknown): unknown {
    if (error instanceof Error && "status" in error && typeof error.status === "number") {
      const answer = { status: error.status, headers: null, ...readErrorBody(parseLoosely(error.message)) }
      return toProviderError(answer, this.access, error)
    }
    return fromSdkError(error, this.access)
  }
}

/** The SDK puts the body of an answer into the message. */
function parseLoosely(text: string): unknown {
  const at = text.indexOf("{")
  try {
    return at < 0 ? text : JSON.parse(text.slice(at))
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
