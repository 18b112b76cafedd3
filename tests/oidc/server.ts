import { createHash, createSign, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"

export interface OidcPerson {
  sub: string
  email: string
  email_verified: boolean
  name: string
}

export interface OidcServer {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who the next authorization is for; nobody means that the person refuses. */
  person: OidcPerson | null
  /** Claims that the next ID token has instead of the true ones. */
  lie: Record<string, unknown>
  /** Signs with a key that the server does not publish. */
  forgeSignature: boolean
  close(): Promise<void>
}

interface Grant {
  person: OidcPerson
  nonce: string | null
  redirectUri: string
  challenge: string | null
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")

function sign(claims: Record<string, unknown>, key: KeyObject): string {
  const input = `${base64url({ alg: "RS256", kid: "1", typ: "JWT" })}.${base64url(claims)}`
  return `${input}.${createSign("RSA-SHA256").update(input).sign(key).toString("base64url")}`
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
}

/** An identity provider on the loopback: discovery, authorization code flow with PKCE, RS256 ID tokens and their JWKS. */
export async function startOidcServer(): Promise<OidcServer> {
  const real = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const forged = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const grants = new Map<string, Grant>()
  const http = createServer((request, response) => {
    answer(request, response).catch((error) => respond(response, 500, { error: String(error) }))
  })
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const server: OidcServer = {
    issuer,
    clientId: "winnow",
    clientSecret: "a-secret-of-the-test",
    person: null,
    lie: {},
    forgeSignature: false,
    close: () => new Promise((resolve) => http.close(() => resolve())),
  }

  function discovery() {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    }
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const back = new URL(query.get("redirect_uri") ?? "")
    back.searchParams.set("state", query.get("state") ?? "")
    if (server.person) {
      const code = randomUUID()
      const challenge = query.get("code_challenge")
      grants.set(code, {
        person: server.person,
        nonce: query.get("nonce"),
        redirectUri: `${back.origin}${back.pathname}`,
        challenge,
      })
      back.searchParams.set("code", code)
    } else {
      back.searchParams.set("error", "access_denied")
    }
    response.writeHead(302, { location: back.href }).end()
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request))
    const basic = Buffer.from(`${server.clientId}:${server.clientSecret}`).toString("base64")
    const grant = grants.get(form.get("code") ?? "")
    grants.delete(form.get("code") ?? "")
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url")
    const isRight =
      request.headers.authorization === `Basic ${basic}` &&
      grant?.redirectUri === form.get("redirect_uri") &&
      grant?.challenge === challenge
    if (!grant || !isRight) return respond(response, 400, { error: "invalid_grant" })
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: server.clientId, iat: now, exp: now + 60, nonce: grant.nonce }
    const key = server.forgeSignature ? forged.privateKey : real.privateKey
    const idToken = sign({ ...claims, ...grant.person, ...server.lie }, key)
    respond(response, 200, { access_token: randomUUID(), token_type: "Bearer", id_token: idToken })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer)
    if (url.pathname === "/.well-known/openid-configuration") return respond(response, 200, discovery())
    if (url.pathname === "/authorize") return authorize(url.searchParams, response)
    if (url.pathname === "/token") return exchange(request, response)
    if (url.pathname !== "/jwks") return respond(response, 404, {})
    const jwk = { ...real.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }
    respond(response, 200, { keys: [jwk] })
  }

  return server
}
