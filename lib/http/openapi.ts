import { z } from "zod"
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi"
import { problemSchema } from "@/lib/contracts/problem"
import type { Route } from "@/lib/contracts/route"
import packageJson from "@/package.json" with { type: "json" }

const FAILURES = {
  400: "The input is not valid",
  401: "Nobody is signed in",
  403: "The role does not allow this",
  404: "Not there, or somebody else's",
} as const

function pathNames(path: string): Set<string> {
  return new Set(Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ""))
}

/** The fields of the input: those of the path, and the rest. A checked or transformed object counts by its own fields. */
function splitInput(route: Route) {
  const names = pathNames(route.path)
  const shape = Object.entries(readShape(route.input))
  return {
    path: Object.fromEntries(shape.filter(([name]) => names.has(name))),
    rest: Object.fromEntries(shape.filter(([name]) => !names.has(name))),
  }
}

function readShape(schema: z.ZodType): z.ZodRawShape {
  if (schema instanceof z.ZodObject) return schema.shape
  if (schema instanceof z.ZodPipe) return readShape(schema.in as z.ZodType)
  return {}
}

function failures(route: Route) {
  const statuses = Object.entries(FAILURES).filter(([status]) => {
    return route.permission !== null || (status !== "401" && status !== "403")
  })
  return Object.fromEntries(
    statuses.map(([status, description]) => [
      status,
      { description, content: { "application/problem+json": { schema: problemSchema } } },
    ]),
  )
}

function requestBody(route: Route, rest: z.ZodRawShape): ZodOpenApiOperationObject["requestBody"] {
  const binary = { schema: { type: "string" as const, format: "binary" } }
  if (route.accepts) {
    return { required: true, content: Object.fromEntries(route.accepts.map((type) => [type, binary])) }
  }
  return { content: { "application/json": { schema: z.object(rest) } } }
}

function createOperation(route: Route): ZodOpenApiOperationObject {
  const { path, rest } = splitInput(route)
  const isQuery = route.method === "GET" || route.method === "DELETE" || route.accepts !== undefined
  const hasPath = Object.keys(path).length > 0
  const hasBody = route.accepts !== undefined || (!isQuery && Object.keys(rest).length > 0)
  const answer = route.streams
    ? { [route.streams]: { schema: { type: "string" as const } } }
    : { "application/json": { schema: route.output } }
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    ...(route.permission === null ? { security: [] } : { "x-permission": route.permission }),
    requestParams: {
      ...(hasPath ? { path: z.object(path) } : {}),
      ...(isQuery && Object.keys(rest).length > 0 ? { query: z.object(rest) } : {}),
    },
    ...(hasBody ? { requestBody: requestBody(route, rest) } : {}),
    responses: { [route.status ?? 200]: { description: "Success", content: answer }, ...failures(route) },
  }
}

/** OpenAPI 3.1 of the given routes, from the same descriptions that the handlers run on. */
export function createOpenApiDocument(routes: readonly Route[]) {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: createOperation(route) }
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Winnow",
      version: packageJson.version,
      description: packageJson.description,
    },
    servers: [{ url: "/" }],
    security: [{ apiKey: [] }],
    components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer", bearerFormat: "wn_..." } } },
    paths,
  })
}
