import { globSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { ROUTES } from "@/lib/contracts/routes"
import { PERMISSIONS, ROLES, type Role } from "@/lib/domain/policy"
import type { Handler } from "@/lib/http/handle"
import { createKey } from "@/lib/services/key/create"
import { bearer, callHandler } from "@/tests/contracts/call-handler"
import { findHandlers } from "@/tests/contracts/find-handlers"
import { openTestServer, type TestServer } from "@/tests/database/test-server"
import { asPerson, createPerson } from "@/tests/factories/person"

const handlers = await findHandlers()
const guarded = handlers.filter(({ handler }) => handler.route?.permission !== null)
const named = (list: typeof handlers) =>
  list.map((found) => [`${found.method} ${found.path}`, found] as const)
const ID = "018f0000-0000-7000-8000-000000000000"

/** What strangers may call; a new one has to be argued for here. */
const OPEN = [
  // The token of one training job, which the service asks for.
  "hand-overs.bundle",
  "hand-overs.progress",
  "hand-overs.result",
  "health.get",
  "invitations.accept",
  "openapi.get",
]

let server: TestServer
const keys = new Map<Role, string>()

beforeAll(async () => {
  server = await openTestServer()
  for (const role of ROLES) {
    const owner = await createPerson(server.db, { role })
    const { key } = await createKey(asPerson(server.db, owner), { name: role, role })
    keys.set(role, key)
  }
})

afterAll(() => server.close())

function paramsOf(path: string): Record<string, string> {
  return Object.fromEntries(Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => [name ?? "", ID]))
}

describe("every route file", () => {
  test("exists", () => expect(handlers.length).toBeGreaterThan(10))

  test.each(named(handlers))("%s is made by handle() from a listed description", (_, found) => {
    expect(found.handler.route).toBeDefined()
    expect(ROUTES).toContain(found.handler.route)
    expect(found.handler.route).toMatchObject({ method: found.method, path: found.path })
  })

  test("lies below app/api/v1, save for next-auth", () => {
    const outside = globSync("app/**/route.{ts,tsx,js}").filter((file) => !file.startsWith("app/api/v1/"))
    expect(outside).toEqual(["app/api/auth/[...nextauth]/route.ts"])
  })
})

describe("every description", () => {
  test("has a route file", () => {
    const made = new Set(handlers.map(({ handler }) => handler.route?.id))
    expect(ROUTES.filter(({ id }) => !made.has(id)).map(({ id }) => id)).toEqual([])
  })

  test("has an id and an address of its own", () => {
    expect(new Set(ROUTES.map(({ id }) => id)).size).toBe(ROUTES.length)
    expect(new Set(ROUTES.map(({ method, path }) => `${method} ${path}`)).size).toBe(ROUTES.length)
  })

  test("asks for a permission, unless strangers may call it", () => {
    const open = ROUTES.filter(({ permission }) => permission === null)
    expect(open.map(({ id }) => id).sort()).toEqual(OPEN)
  })
})

describe.each(named(guarded))("%s", (_, found) => {
  const handler = found.handler as Handler
  const call = (headers: Record<string, string>) =>
    callHandler(handler, { params: paramsOf(found.path), headers })

  test("turns a stranger away", async () => {
    const response = await call({})
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: "UNAUTHENTICATED" })
  })

  test("turns a foreign host name away, whatever the credentials", async () => {
    const headers = { ...bearer(keys.get("admin") ?? ""), host: "attacker.example" }
    expect((await call(headers)).status).toBe(403)
  })

  const needed = PERMISSIONS[handler.route.permission as keyof typeof PERMISSIONS]
  test.each(ROLES.slice(0, ROLES.indexOf(needed)))("forbids a %s", async (role) => {
    const response = await call(bearer(keys.get(role) ?? ""))
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({
      code: "FORBIDDEN",
      detail: expect.stringContaining(needed),
    })
  })
})
