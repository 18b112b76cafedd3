import type { Route } from "@/lib/contracts/route"
import { AppError } from "@/lib/domain/errors"

const BODY_LIMIT_BYTES = 4 * 1024 * 1024

/** `fromEntries` defines own properties, so that a parameter called `__proto__` is only a strange name. */
function readQuery(url: URL): Record<string, unknown> {
  const names = new Set(url.searchParams.keys())
  return Object.fromEntries(
    Array.from(names, (name) => {
      const values = url.searchParams.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}

/** Postgres stores neither NUL nor half a surrogate pair; refusing them here beats a failure halfway through a write. */
function requireStorable(value: unknown): void {
  if (/\\u(0000|d[89a-f])/.test(JSON.stringify(value))) findUnstorable(value)
}

function findUnstorable(value: unknown): void {
  if (typeof value === "string" && (value.includes("\0") || !value.isWellFormed())) {
    throw new AppError("INVALID_INPUT", "Text must not contain NUL characters or halves of surrogate pairs.")
  }
  if (value === null || typeof value !== "object") return
  for (const [key, item] of Object.entries(value)) {
    findUnstorable(key)
    findUnstorable(item)
  }
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_LIMIT_BYTES) throw tooLarge()
  const text = await request.text()
  if (text.length > BODY_LIMIT_BYTES) throw tooLarge()
  return text
}

function tooLarge(): AppError {
  return new AppError("TOO_LARGE", `A JSON body may have at most ${BODY_LIMIT_BYTES / 1024 / 1024} MB.`)
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request)
  if (text.trim() === "") return {}
  const body = parseJson(text)
  if (body === null || typeof body !== "object" || Array.isArray(body)) {
    throw new AppError("INVALID_INPUT", "The body must be a JSON object.")
  }
  return body as Record<string, unknown>
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError("INVALID_INPUT", "The body is not valid JSON.", [], { cause })
  }
}

/** Path parameters win over query and body, so that an id in a body can never redirect a request. */
export async function readInput(
  route: Route,
  request: Request,
  params: Record<string, string>,
): Promise<unknown> {
  const url = new URL(request.url)
  const queryOnly = route.method === "GET" || route.method === "DELETE" || route.accepts !== undefined
  const given = queryOnly ? readQuery(url) : await readBody(request)
  const input = { ...given, ...params }
  requireStorable(input)
  return input
}
