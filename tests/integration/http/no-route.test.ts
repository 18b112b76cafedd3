import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import * as nowhere from "@/app/api/v1/[[...path]]/route"
import { explainWrongMethod } from "@/bin/wrong-method"
import { problemSchema } from "@/lib/contracts/problem"

const ORIGIN = "http://127.0.0.1:3000"

describe("an address of the API that there is not", () => {
  test.each(Object.entries(nowhere))(
    "is a problem that says so, asked for with %s",
    async (method, answer) => {
      const response = answer(new Request(`${ORIGIN}/api/v1/experimints/7?key=secret`, { method }))
      expect(response.status).toBe(404)
      expect(response.headers.get("content-type")).toBe("application/problem+json")
      expect(response.headers.get("cache-control")).toBe("private, no-store")
      const problem = problemSchema.parse(await response.json())
      expect(problem).toMatchObject({ code: "NOT_FOUND", requestId: response.headers.get("x-request-id") })
      expect(problem.detail).toBe(
        "There is no /api/v1/experimints/7. GET /api/v1/openapi.json describes every address.",
      )
    },
  )

  test("is cut where it is long", async () => {
    const response = nowhere.GET(new Request(`${ORIGIN}/api/v1/${"x".repeat(5000)}`))
    expect((await response.json()).detail.length).toBeLessThan(300)
  })
})

describe("a method that an address does not take", () => {
  let server: Server
  let origin: string

  /** Refuses everything as Next does: a status and nothing else. */
  beforeAll(async () => {
    server = createServer((request, response) => {
      explainWrongMethod(request, response)
      response.statusCode = 405
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  test.each([
    ["PUT", "/api/v1/health", "GET"],
    ["DELETE", "/api/v1/experiments", "GET, POST"],
    // Not the experiment of this name: an address of its own.
    ["GET", "/api/v1/experiments/7/curation/preview", "POST"],
  ])("%s %s is a problem that says what it takes", async (method, path, takes) => {
    const headers = { "x-request-id": "mine" }
    const response = await fetch(origin + path, { method, headers })
    expect(response.status).toBe(405)
    expect(response.headers.get("allow")?.split(", ").sort().join(", ")).toBe(takes)
    expect(response.headers.get("x-request-id")).toBe("mine")
    const { code, detail } = problemSchema.parse(await response.json())
    expect(code).toBe("METHOD_NOT_ALLOWED")
    expect(detail).toMatch(new RegExp(`^${path} takes .+, not ${method}[.] GET /api/v1/openapi.json`))
  })

  test("leaves what is not the API as it is", async () => {
    const response = await fetch(`${origin}/experiments`, { method: "PUT" })
    expect(response.status).toBe(405)
    expect(await response.text()).toBe("")
  })
})
