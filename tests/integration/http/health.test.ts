import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { GET as health } from "@/app/api/v1/health/route"
import { GET as openapi } from "@/app/api/v1/openapi.json/route"
import { createDatabase } from "@/lib/db/client"
import { createContext } from "@/lib/db/context"
import { WorkerPresence } from "@/lib/db/worker-presence.sql"
import { STRANGER } from "@/lib/domain/policy"
import { getHealth } from "@/lib/services/health/get"
import { callHandler } from "@/tests/contracts/call-handler"
import { openTestServer, type TestServer } from "@/tests/database/test-server"

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

async function lastRound(age: string): Promise<void> {
  await server.db.pool.query("CREATE SCHEMA IF NOT EXISTS pgboss")
  await server.db.pool.query(
    "CREATE TABLE IF NOT EXISTS pgboss.queue (monitor_on timestamptz, monitor_claim_on timestamptz)",
  )
  await server.db.pool.query("TRUNCATE pgboss.queue")
  await server.db.pool.query("INSERT INTO pgboss.queue VALUES (now() - $1::interval, NULL)", [age])
}

describe("health", () => {
  test("answers strangers, and says nothing about a worker that never ran", async () => {
    const response = await callHandler(health)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      status: "ok",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      database: { version: expect.stringMatching(/^18/) },
      worker: null,
    })
  })

  test("tells a worker that lives from one that stopped", async () => {
    const answer = async () => (await callHandler(health)).json()
    const presence = await WorkerPresence.begin(server.db.url, async () => undefined)
    expect(await answer()).toMatchObject({ worker: { isAlive: true } })
    await presence.end()
    await lastRound("1 minute")
    await expect.poll(answer).toMatchObject({ worker: { isAlive: false, lastSeenAt: expect.any(String) } })
  })

  test("is UNAVAILABLE without its database", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true)
    const db = createDatabase("postgresql://nobody@127.0.0.1:1/none")
    await expect(getHealth(createContext(db, STRANGER))).rejects.toMatchObject({ code: "UNAVAILABLE" })
    await db.close()
  })
})

describe("every answer", () => {
  test("is private, not sniffed, not framed and names its request", async () => {
    const { headers } = await callHandler(openapi)
    expect(headers.get("cache-control")).toBe("private, no-store")
    expect(headers.get("x-content-type-options")).toBe("nosniff")
    expect(headers.get("content-security-policy")).toContain("default-src 'none'")
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/)
  })
})
