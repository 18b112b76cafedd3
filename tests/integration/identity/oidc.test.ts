import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { GET, POST } from "@/app/api/auth/[...nextauth]/route"
import { GET as me } from "@/app/api/v1/me/route"
import { newId } from "@/lib/db/new-id"
import { createInvitation } from "@/lib/services/invitation/create"
import { callHandler, ORIGIN } from "@/tests/contracts/call-handler"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { asPerson, createPerson } from "@/tests/factories/person"
import { CookieJar } from "@/tests/integration/identity/cookie-jar"
import { type OidcPerson, type OidcServer, startOidcServer } from "@/tests/oidc/server"

let server: TestServer
let oidc: OidcServer

beforeAll(async () => {
  oidc = await startOidcServer()
  server = await openTestServer({
    OIDC_ISSUER: oidc.issuer,
    OIDC_CLIENT_ID: oidc.clientId,
    OIDC_CLIENT_SECRET: oidc.clientSecret,
  })
})
afterAll(async () => {
  await server.close()
  await oidc.close()
})
beforeEach(() => {
  // A refused sign-in is written to the log, which is standard error.
  vi.spyOn(process.stderr, "write").mockReturnValue(true)
  Object.assign(oidc, { person: null, lie: {}, forgeSignature: false })
})

function somebody(fields: Partial<OidcPerson> = {}): OidcPerson {
  const sub = newId()
  return { sub, email: `${sub}@example.org`, email_verified: true, name: "Ada Example", ...fields }
}

/** Clicks the provider's button and signs in there; the address that the provider sends the browser back to. */
async function authorize(jar: CookieJar): Promise<string> {
  const form = { csrfToken: await jar.csrfToken(GET), json: "true", callbackUrl: "/experiments" }
  const started = await jar.send(POST, "signin/oidc", form)
  const { url } = (await started.json()) as { url: string }
  const authorized = await fetch(url, { redirect: "manual" })
  return `callback/oidc${new URL(authorized.headers.get("location") ?? "").search}`
}

/** The whole way; `back` is the page on which the person ends up. */
async function signIn(): Promise<{ jar: CookieJar; back: URL }> {
  const jar = new CookieJar()
  let path = await authorize(jar)
  for (;;) {
    const response = await jar.send(GET, path)
    const back = new URL(response.headers.get("location") ?? "", ORIGIN)
    if (!back.pathname.startsWith("/api/auth/")) return { jar, back }
    path = back.pathname.slice("/api/auth/".length) + back.search
  }
}

const getMe = (jar: CookieJar) => callHandler(me, { headers: { cookie: jar.header } })

describe("signing in with OpenID Connect", () => {
  test("opens the account of a member with the same verified address, and knows it again", async () => {
    const person = somebody()
    const member = await createPerson(server.db, { role: "editor", email: person.email })
    oidc.person = { ...person, email: person.email.toUpperCase() }
    const { jar, back } = await signIn()
    expect(back.href).toBe(`${ORIGIN}/experiments`)
    expect(await (await getMe(jar)).json()).toMatchObject({ id: member.id, role: "editor" })
    oidc.person = { ...person, email: "moved@example.org", email_verified: false }
    const again = await signIn()
    expect(await (await getMe(again.jar)).json()).toMatchObject({ id: member.id })
  })

  test("accepts an open invitation of the verified address", async () => {
    const person = somebody()
    const admin = asPerson(server.db, await createPerson(server.db, { role: "admin" }))
    const input = { email: person.email, role: "labeler", origin: ORIGIN, smtpUrl: null } as const
    await createInvitation(admin, input)
    oidc.person = person
    const { jar } = await signIn()
    expect(await (await getMe(jar)).json()).toMatchObject({ role: "labeler", name: "Ada Example" })
    expect(
      await server.db.prisma.invitation.count({ where: { email: person.email, acceptedAt: null } }),
    ).toBe(0)
  })

  test("is closed to strangers", async () => {
    oidc.person = somebody()
    const { jar, back } = await signIn()
    expect(back.pathname).toBe("/sign-in")
    expect(back.searchParams.get("error")).toBe("AccessDenied")
    expect((await getMe(jar)).status).toBe(401)
    expect(await server.db.prisma.user.count({ where: { email: oidc.person.email } })).toBe(0)
  })

  test("does not hand a member's account to somebody with an unverified address", async () => {
    const person = somebody({ email_verified: false })
    await createPerson(server.db, { role: "admin", email: person.email })
    oidc.person = person
    const { jar, back } = await signIn()
    expect(back.searchParams.get("error")).toBe("AccessDenied")
    expect((await getMe(jar)).status).toBe(401)
  })

  test("does not open a disabled account, linked or not", async () => {
    const person = somebody()
    const member = await createPerson(server.db, { role: "admin", email: person.email })
    oidc.person = person
    await signIn()
    await server.db.prisma.user.update({ where: { id: member.id }, data: { disabledAt: new Date() } })
    const { jar } = await signIn()
    expect((await getMe(jar)).status).toBe(401)
  })

  test.each([
    ["another audience", { aud: "another-client" }],
    ["another issuer", { iss: "https://attacker.example" }],
    ["an expired token", { exp: 1_000_000 }],
    ["another nonce", { nonce: "replayed" }],
  ])("refuses %s", async (_, lie) => {
    const person = somebody()
    await createPerson(server.db, { role: "admin", email: person.email })
    Object.assign(oidc, { person, lie })
    const { jar } = await signIn()
    expect((await getMe(jar)).status).toBe(401)
  })

  test("refuses a signature of an unpublished key", async () => {
    const person = somebody()
    await createPerson(server.db, { role: "admin", email: person.email })
    Object.assign(oidc, { person, forgeSignature: true })
    const { jar } = await signIn()
    expect((await getMe(jar)).status).toBe(401)
  })

  test("refuses a callback that another browser started", async () => {
    const person = somebody()
    await createPerson(server.db, { role: "admin", email: person.email })
    oidc.person = person
    const path = await authorize(new CookieJar())
    const victim = new CookieJar()
    await victim.send(GET, path)
    expect((await getMe(victim)).status).toBe(401)
  })

  test("comes back to the sign-in page when the person refuses", async () => {
    const { back, jar } = await signIn()
    expect(back.pathname).toBe("/sign-in")
    expect((await getMe(jar)).status).toBe(401)
  })
})
