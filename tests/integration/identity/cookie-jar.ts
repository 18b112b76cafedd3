import { callAuth, type NextRequestHandler } from "@/tests/integration/identity/auth-route"

/** A browser as far as next-auth sees one: keeps cookies, follows no redirects. */
export class CookieJar {
  readonly #cookies = new Map<string, string>()

  get header(): string {
    return Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join("; ")
  }

  get names(): string[] {
    return [...this.#cookies.keys()]
  }

  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";")
      const at = pair.indexOf("=")
      const value = pair.slice(at + 1)
      if (value === "" || /max-age=0/i.test(line)) this.#cookies.delete(pair.slice(0, at))
      else this.#cookies.set(pair.slice(0, at), value)
    }
  }

  async send(handler: NextRequestHandler, path: string, form?: Record<string, string>): Promise<Response> {
    const response = await callAuth(handler, path, { cookie: this.header, ...(form ? { form } : {}) })
    this.take(response)
    return response
  }

  /** Asks for the token that every post to next-auth must carry. */
  async csrfToken(handler: NextRequestHandler): Promise<string> {
    const response = await this.send(handler, "csrf")
    return ((await response.json()) as { csrfToken: string }).csrfToken
  }
}
