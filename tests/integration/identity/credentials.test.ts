import { chmodSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { encode } from "next-auth/jwt"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { DELETE as deleteKeyHandler } from "@/app/api/v1/keys/[keyId]/route"
import { POST as createKeyHandler, GET as listKeysHandler } from "@/app/api/v1/keys/route"
import { GET as getMe, PATCH as patchMe } from "@/app/api/v1/me/route"
import { IDENTITY, type Identity, LOCAL_ADMIN_ID } from "@/lib/db/user"
import type { Role } from "@/lib/domain/policy"
import { createKey } from "@/lib/services/key/create"
import { getLocalToken, getServerSecret } from "@/lib/services/secret/home-secret"
import { bearer, callHandler, ORIGIN } from "@/tests/contracts/call-handler"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { asPerson, createPerson } from "@/tests/factories/person"

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

async function createKeyOf(owner: Identity, role: Role = owner.role) {
  return createKey(asPerson(server.db, owner), { name: "test", role })
}

async function sessionCookie(user: Identity): Promise<string> {
  const token = await encode({
    token: { sub: user.id, epoch: user.sessionEpoch },
    secret: getServerSecret(),
  })
  return `winnow-3000-session=${token}`
}

describe("an API key", () => {
  test("acts with its own role where that is below its owner's", async () => {
    const { key } = await createKeyOf(await createPerson(server.db, { role: "admin" }), "labeler")
    const response = await callHandler(getMe, { headers: bearer(key) })
    expect(await response.json()).toMatchObject({ role: "admin", effectiveRole: "labeler" })
  })

  test("falls with its owner's role", async () => {
    const owner = await createPerson(server.db, { role: "editor" })
    const { key } = await createKeyOf(owner)
    await server.db.prisma.user.update({ where: { id: owner.id }, data: { role: "viewer" } })
    const response = await callHandler(getMe, { headers: bearer(key) })
    expect(await response.json()).toMatchObject({ effectiveRole: "viewer" })
  })

  test("stops working when it is revoked or its owner is disabled", async () => {
    const owner = await createPerson(server.db, { role: "editor" })
    const first = await createKeyOf(owner)
    const second = await createKeyOf(owner)
    await callHandler(deleteKeyHandler, { params: { keyId: first.id }, headers: bearer(second.key) })
    expect((await callHandler(getMe, { headers: bearer(first.key) })).status).toBe(401)
    await server.db.prisma.user.update({ where: { id: owner.id }, data: { disabledAt: new Date() } })
    expect((await callHandler(getMe, { headers: bearer(second.key) })).status).toBe(401)
  })

  test("is stored as a hash and shown once", async () => {
    const { key, id, prefix } = await createKeyOf(await createPerson(server.db, { role: "viewer" }))
    const row = await server.db.prisma.apiKey.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify(row)).not.toContain(key)
    expect(key.startsWith(prefix)).toBe(true)
    const list = await callHandler(listKeysHandler, { headers: bearer(key) })
    expect(await list.text()).not.toContain(key)
  })

  test("writes down when it was last used, at most once a minute", async () => {
    const { key, id } = await createKeyOf(await createPerson(server.db, { role: "viewer" }))
    const lastUsed = async () =>
      (await server.db.prisma.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt
    await callHandler(getMe, { headers: bearer(key) })
    const first = await lastUsed()
    expect(first).not.toBeNull()
    await callHandler(getMe, { headers: bearer(key) })
    expect(await lastUsed()).toEqual(first)
    const old = new Date(Date.now() - 61_000)
    await server.db.prisma.apiKey.update({ where: { id }, data: { lastUsedAt: old } })
    await callHandler(getMe, { headers: bearer(key) })
    expect(await lastUsed()).not.toEqual(old)
  })

  test.each(["wn_unknown", "", "x".repeat(5000)])("that is none (%#) is turned away", async (key) => {
    expect((await callHandler(getMe, { headers: bearer(key) })).status).toBe(401)
  })

  test("does not help behind another scheme, and a wrong one is not rescued by a session", async () => {
    const owner = await createPerson(server.db, { role: "viewer" })
    const headers = { cookie: await sessionCookie(owner) }
    expect((await callHandler(getMe, { headers: { ...headers, authorization: "Basic eDp5" } })).status).toBe(
      401,
    )
    expect((await callHandler(getMe, { headers: { ...headers, ...bearer("wn_wrong") } })).status).toBe(401)
  })
})

describe("the token of the machine", () => {
  test("is the local administrator, who is made on first use", async () => {
    const responses = await Promise.all(
      Array.from({ length: 3 }, () => callHandler(getMe, { headers: bearer(getLocalToken()) })),
    )
    for (const response of responses) {
      expect(await response.json()).toMatchObject({ id: LOCAL_ADMIN_ID, effectiveRole: "admin" })
    }
  })

  test("lies in a file that only its owner can read, and is closed again when somebody opened it", () => {
    const path = join(server.home, "local-token")
    const token = getLocalToken()
    expect(readFileSync(path, "utf8").trim()).toBe(token)
    chmodSync(path, 0o644)
    expect(getLocalToken()).toBe(token)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    getServerSecret()
    expect(statSync(join(server.home, "secret")).mode & 0o777).toBe(0o600)
  })

  test("of another machine is nobody's", async () => {
    expect((await callHandler(getMe, { headers: bearer("wnl_somebody-else") })).status).toBe(401)
  })
})

describe("a write that rides on a cookie", () => {
  async function rename(headers: Record<string, string>) {
    const user = await createPerson(server.db, { role: "viewer" })
    const cookie = await sessionCookie(user)
    return callHandler(patchMe, { headers: { cookie, ...headers }, body: { name: "New name" } })
  }

  test.each([
    [200, "our own page", { origin: ORIGIN, "sec-fetch-site": "same-origin" }],
    [200, "our own page in an old browser", { origin: ORIGIN }],
    [403, "another site", { origin: "https://attacker.example", "sec-fetch-site": "cross-site" }],
    [403, "another port of this machine", { origin: "http://127.0.0.1:4000", "sec-fetch-site": "same-site" }],
    [403, "another port in an old browser", { origin: "http://127.0.0.1:4000" }],
    [403, "a page without an origin", { origin: "null" }],
    [403, "nowhere", {}],
  ])("is answered with %i when it comes from %s", async (status, _, headers: Record<string, string>) => {
    expect((await rename(headers)).status).toBe(status)
  })

  test("and a read from anywhere is answered, which a browser keeps from the other page", async () => {
    const user = await createPerson(server.db, { role: "viewer" })
    const headers = { cookie: await sessionCookie(user), "sec-fetch-site": "cross-site" }
    expect((await callHandler(getMe, { headers })).status).toBe(200)
  })
})

describe("a session cookie", () => {
  test("of an earlier epoch, an unknown person or an old key is nobody's", async () => {
    const user = await createPerson(server.db, { role: "viewer" })
    const stale = await sessionCookie({ ...user, sessionEpoch: user.sessionEpoch - 1 })
    const unknown = await sessionCookie({ ...user, id: "018f0000-0000-7000-8000-000000000000" })
    const foreign = `winnow-3000-session=${await encode({ token: { sub: user.id, epoch: 0 }, secret: "x".repeat(40) })}`
    for (const cookie of [stale, unknown, foreign]) {
      expect((await callHandler(getMe, { headers: { cookie } })).status).toBe(401)
    }
  })

  test("notes when its person was last seen", async () => {
    const user = await createPerson(server.db, { role: "viewer" })
    await callHandler(getMe, { headers: { cookie: await sessionCookie(user) } })
    const row = await server.db.prisma.user.findUniqueOrThrow({ where: { id: user.id }, select: IDENTITY })
    expect(row.lastSeenAt).not.toBeNull()
  })
})

describe("hostile input", () => {
  const post = async (body: string) => {
    const { key } = await createKeyOf(await createPerson(server.db, { role: "editor" }))
    const headers = { host: "127.0.0.1:3000", ...bearer(key) }
    const request = new Request(`${ORIGIN}/api/v1/me`, { method: "PATCH", headers, body })
    return patchMe(request, { params: Promise.resolve({}) })
  }

  test.each([
    ["NUL in a value", JSON.stringify({ name: "a\0b" })],
    ["NUL in a key", JSON.stringify({ "name\0": "x" })],
    ["half a document", '{"name": "x"'],
    ["a list", "[]"],
    ["nothing", ""],
    ["a number for a name", '{"name": 5}'],
  ])("%s is a 400 with a problem document", async (_, body) => {
    const response = await post(body)
    expect(response.status).toBe(400)
    expect(response.headers.get("content-type")).toBe("application/problem+json")
    expect(await response.json()).toMatchObject({ code: "INVALID_INPUT", requestId: expect.any(String) })
  })

  test("__proto__ and constructor keys change nothing", async () => {
    const response = await post('{"name": "Ok", "__proto__": {"role": "admin"}, "constructor": {"x": 1}}')
    expect(await response.json()).toMatchObject({ name: "Ok", role: "editor" })
    expect(({} as { role?: string }).role).toBeUndefined()
  })

  test("a body above the limit is a 413", async () => {
    expect((await post(JSON.stringify({ name: "x".repeat(5_000_000) }))).status).toBe(413)
  })

  test("an id with an encoded slash or none is a 400", async () => {
    const { key } = await createKeyOf(await createPerson(server.db, { role: "editor" }))
    for (const keyId of ["../users", "%2e%2e", "1 OR 1=1"]) {
      const response = await callHandler(deleteKeyHandler, { params: { keyId }, headers: bearer(key) })
      expect(response.status).toBe(400)
    }
  })

  test("a request id from outside is a plain word or replaced", async () => {
    const plain = await callHandler(getMe, { headers: { "x-request-id": "abc-123" } })
    expect(plain.headers.get("x-request-id")).toBe("abc-123")
    const strange = await callHandler(getMe, { headers: { "x-request-id": '"><script>' } })
    expect(strange.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/)
  })

  test("an API key cannot make another", async () => {
    const { key } = await createKeyOf(await createPerson(server.db, { role: "admin" }))
    const body = { name: "offspring", role: "viewer" }
    expect((await callHandler(createKeyHandler, { headers: bearer(key), body })).status).toBe(403)
  })
})
