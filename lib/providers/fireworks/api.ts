import { z } from "zod"
import { AppError } from "@/lib/domain/errors"
import { ProviderError } from "@/lib/domain/provider-error"
import { fetchJson, type JsonAnswer } from "@/lib/providers/fetch-json"
import type { ProviderAccess } from "@/lib/providers/provider"

const connectionSchema = z.object({ account: z.string().min(1) })

/** The control plane of one account. */
export class FireworksApi {
  readonly access: ProviderAccess
  readonly account: string

  constructor(access: ProviderAccess) {
    const settings = connectionSchema.safeParse(access.settings).data
    if (!settings)
      throw new AppError("INVALID_INPUT", "The Fireworks connection names no account: enter its id.")
    this.access = access
    this.account = `accounts/${settings.account}`
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.access.key}`, ...this.access.headers }
  }

  /** `path` is below the account. */
  urlOf(path: string): string {
    return `${this.access.baseUrl}/v1/${this.account}/${path}`
  }

  call(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<JsonAnswer> {
    const request = { method, headers: this.headers, ...(body === undefined ? {} : { body }) }
    return fetchJson(this.urlOf(path), request, this.access)
  }

  /** Null where there is no such thing. */
  async find(path: string): Promise<JsonAnswer | null> {
    try {
      return await this.call("GET", path)
    } catch (error) {
      if (error instanceof ProviderError && error.refusal === "not_found") return null
      throw error
    }
  }
}
