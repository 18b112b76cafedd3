import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { GET, POST } from "@/app/api/auth/[...nextauth]/route"
import { GET as me } from "@/app/api/v1/me/route"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { LOCAL_ADMIN_ID } from "@/lib/db/user"
import { createSignInLink } from "@/lib/services/auth/create-sign-in-link"
import { hashPassword } from "@/lib/services/auth/password"
import { signOutUser } from "@/lib/services/user/sign-out"
import { updateUser } from "@/lib/services/user/update"
import { callHandler } from "@/tests/contracts/call-handler"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { asPerson, createPerson } from "@/tests/factories/person"
import { callAuth } from "@/tests/integration/identity/auth-route"
import { CookieJar } from "@/tests/integration/identity/cookie-jar"

const PASSWORD = "correct horse battery"
let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

async function post(jar: CookieJar, path: string, form: Record<string, string>) {
  const token = await jar.csrfToken(GET)
  return jar.send(POST, path, { csrfToken: token, ...form })
}

async function signIn(email: string, password = PASSWORD): Promise<{ jar: CookieJar; response: Response }> {
  const jar = new CookieJar()
  const response = await post(jar, "callback/password", { email, password, json: "true" })
  return { jar, response }
}

async function createMember(role: "viewer" | "editor" | "admin" = "editor") {
  const email = `${crypto.randomUUID()}@example.org`
  const passwordHash = await hashPassword(PASSWORD)
  return { email, person: await createPerson(server.db, { role, email, passwordHash }) }
}

const getMe = (jar: CookieJar) => callHandler(me, { headers: { cookie: jar.header } })

describe("the one-time link", () => {
  test("signs the local administrator in, once", async () => {
    const { token } = await createSignInLink(createContext(server.db, SYSTEM_ACTOR))
    const jar = new CookieJar()
    await post(jar, "callback/link", { token, json: "true" })
    const answer = await getMe(jar)
    expect(await answer.json()).toMatchObject({ id: LOCAL_ADMIN_ID, role: "admin", isLocal: true })
    const again = new CookieJar()
    const refused = await post(again, "callback/link", { token, json: "true" })
    expect(refused.status).toBe(401)
    expect((await getMe(again)).status).toBe(401)
  })

  test("of two uses at once, lets one in", async () => {
    const { token } = await createSignInLink(createContext(server.db, SYSTEM_ACTOR))
    const jars = [new CookieJar(), new CookieJar()]
    await Promise.all(jars.map((jar) => post(jar, "callback/link", { token, json: "true" })))
    const answers = await Promise.all(jars.map(getMe))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test("is dead after its hour", async () => {
    const past = { ...createContext(server.db, SYSTEM_ACTOR), now: () => new Date(Date.now() - 3_600_001) }
    const { token } = await createSignInLink(past)
    const jar = new CookieJar()
    expect((await post(jar, "callback/link", { token, json: "true" })).status).toBe(401)
  })

  test("is stored as a hash only", async () => {
    const { token } = await createSignInLink(createContext(server.db, SYSTEM_ACTOR))
    const links = await server.db.prisma.signInLink.findMany()
    expect(JSON.stringify(links)).not.toContain(token)
  })

  test("is not used up by a page that a prefetcher loads", async () => {
    const { token } = await createSignInLink(createContext(server.db, SYSTEM_ACTOR))
    await callAuth(GET, `callback/link?token=${token}`)
    const jar = new CookieJar()
    await post(jar, "callback/link", { token, json: "true" })
    expect((await getMe(jar)).status).toBe(200)
  })
})

describe("e-mail and password", () => {
  test("sign a member in, whatever the case of the address", async () => {
    const { email, person } = await createMember()
    const { jar } = await signIn(email.toUpperCase())
    expect(await (await getMe(jar)).json()).toMatchObject({
      id: person.id,
      role: "editor",
      hasPassword: true,
    })
  })

  test("say the same about a wrong password and an unknown address", async () => {
    const { email } = await createMember()
    const wrong = await signIn(email, "not the right one")
    const unknown = await signIn("nobody@example.org")
    expect([wrong.response.status, unknown.response.status]).toEqual([401, 401])
    expect(await wrong.response.json()).toEqual(await unknown.response.json())
  })

  test("refuse a disabled member and one without a password", async () => {
    const { email, person } = await createMember()
    await server.db.prisma.user.update({ where: { id: person.id }, data: { disabledAt: new Date() } })
    expect((await signIn(email)).response.status).toBe(401)
    const guest = await createPerson(server.db, {
      role: "viewer",
      email: `${crypto.randomUUID()}@example.org`,
    })
    const { email: address } = await server.db.prisma.user.findUniqueOrThrow({ where: { id: guest.id } })
    expect((await signIn(address ?? "")).response.status).toBe(401)
  })

  test("lock after five failures from one address, even for the right password", async () => {
    const { email } = await createMember()
    for (let attempt = 0; attempt < 5; attempt++) await signIn(email, "not the right one")
    const { response } = await signIn(email)
    expect(await response.json()).toMatchObject({ url: expect.stringContaining("RateLimited") })
  })

  test("need the token against forged requests", async () => {
    const { email } = await createMember()
    const jar = new CookieJar()
    const response = await jar.send(POST, "callback/password", { email, password: PASSWORD, csrfToken: "x" })
    expect(response.headers.get("location")).toContain("csrf=true")
    expect((await getMe(jar)).status).toBe(401)
  })
})

describe("a session", () => {
  test("lives in an httpOnly, SameSite=lax cookie named after the port", async () => {
    const { email } = await createMember()
    const { response } = await signIn(email)
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith("winnow-3000-session="))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })

  test("follows a role change on the next request", async () => {
    const { email, person } = await createMember("viewer")
    const { jar } = await signIn(email)
    const admin = asPerson(server.db, await createPerson(server.db, { role: "admin" }))
    await updateUser(admin, { userId: person.id, role: "labeler" })
    expect(await (await getMe(jar)).json()).toMatchObject({ effectiveRole: "labeler" })
  })

  test("ends on the next request after signing out everywhere, and after disabling", async () => {
    const admin = asPerson(server.db, await createPerson(server.db, { role: "admin" }))
    const first = await createMember()
    const { jar } = await signIn(first.email)
    await signOutUser(admin, { userId: first.person.id })
    expect((await getMe(jar)).status).toBe(401)
    const second = await signIn(first.email)
    await updateUser(admin, { userId: first.person.id, disabled: true })
    expect((await getMe(second.jar)).status).toBe(401)
    await updateUser(admin, { userId: first.person.id, disabled: false })
    expect((await getMe(second.jar)).status).toBe(401)
  })

  test("is nothing when it was tampered with", async () => {
    const { email } = await createMember()
    const { jar } = await signIn(email)
    const forged = jar.header.replace(/(winnow-3000-session=[^;]{40})./, "$1~")
    expect((await callHandler(me, { headers: { cookie: forged } })).status).toBe(401)
    const plain = "winnow-3000-session=eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."
    expect((await callHandler(me, { headers: { cookie: plain } })).status).toBe(401)
  })

  test("ends with signing out", async () => {
    const { email } = await createMember()
    const { jar } = await signIn(email)
    await post(jar, "signout", { json: "true" })
    expect((await getMe(jar)).status).toBe(401)
  })
})

describe("next-auth", () => {
  test("never sends anybody to another site", async () => {
    const { email } = await createMember()
    const jar = new CookieJar()
    const form = { email, password: PASSWORD, callbackUrl: "https://attacker.example/", json: "true" }
    const response = await post(jar, "callback/password", form)
    expect(await response.json()).toEqual({ url: "http://127.0.0.1:3000" })
  })

  test("does not answer under a foreign host name", async () => {
    const response = await callAuth(GET, "csrf", { headers: { host: "attacker.example" } })
    expect(response.status).toBe(403)
    const forwarded = await callAuth(GET, "csrf", { headers: { "x-forwarded-host": "attacker.example" } })
    expect(forwarded.status).toBe(403)
  })
})
