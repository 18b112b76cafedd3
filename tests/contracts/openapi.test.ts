import { Validator } from "@seriousme/openapi-schema-validator"
import { describe, expect, test } from "vitest"
import { ROUTES } from "@/lib/contracts/routes"
import { createOpenApiDocument } from "@/lib/http/openapi"

const document = JSON.parse(JSON.stringify(createOpenApiDocument(ROUTES)))

describe("the OpenAPI document", () => {
  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator()
    const result = await validator.validate(structuredClone(document))
    expect(result).toEqual({ valid: true })
    expect(validator.version).toBe("3.1")
  })

  test("describes every route with its path parameters and its failures", () => {
    for (const route of ROUTES) {
      const operation = document.paths[route.path]?.[route.method.toLowerCase()]
      expect(operation?.operationId).toBe(route.id)
      const inPath = (operation.parameters ?? []).filter(
        (parameter: { in: string }) => parameter.in === "path",
      )
      const names = Array.from(route.path.matchAll(/\{(\w+)\}/g), ([, name]) => name)
      expect(inPath.map((parameter: { name: string }) => parameter.name).sort()).toEqual(names.sort())
      expect(Object.keys(operation.responses)).toContain(String(route.status ?? 200))
    }
  })

  test("says which role a route needs and which are open", () => {
    expect(document.paths["/api/v1/users/{userId}"].patch["x-permission"]).toBe("user.manage")
    expect(document.paths["/api/v1/health"].get.security).toEqual([])
  })
})
