import { expect, inject, it } from "vitest"
import { problemSchema } from "@/lib/contracts/problem"

it.each([
  ["GET", "/api/v1/experimints", 404, "NOT_FOUND"],
  ["POST", "/api/v1", 404, "NOT_FOUND"],
  ["PUT", "/api/v1/health", 405, "METHOD_NOT_ALLOWED"],
  ["DELETE", "/api/v1/experiments", 405, "METHOD_NOT_ALLOWED"],
])("answers what no route does as every error is answered: %s %s", async (method, path, status, code) => {
  for (const encoding of ["identity", "gzip"]) {
    const headers = { "accept-encoding": encoding }
    const response = await fetch(inject("baseUrl") + path, { method, headers })
    expect(response.status).toBe(status)
    expect(response.headers.get("content-type")).toBe("application/problem+json")
    const problem = problemSchema.parse(await response.json())
    expect(problem).toMatchObject({ status, code, detail: expect.stringContaining(path) })
  }
})
