import { z } from "zod"
import { emptySchema, idSchema, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { CONNECTION_KINDS, findSettingProblem } from "@/lib/domain/connection-kind"

export const connectionSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(CONNECTION_KINDS),
  baseUrl: z.string(),
  /** Whether a key is stored; no route answers the key itself. */
  hasSecret: z.boolean(),
  /** Values may be keys of another kind, so only names are shown. */
  headerNames: z.array(z.string()),
  requestsPerMinute: z.int().nullable(),
  allowPrivate: z.boolean(),
  /** What its kind needs besides address and key; nothing in it is secret. */
  settings: z.record(z.string(), z.string()),
  modelCount: z.int(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
})

export type ConnectionRecord = z.infer<typeof connectionSchema>

/** Set by the request itself, or able to smuggle another one. */
const RESERVED_HEADERS = new Set([
  "accept",
  "connection",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
])

const headerName = z
  .string()
  .toLowerCase()
  .max(100)
  .regex(/^[a-z0-9!#$%&'*+.^_`|~-]+$/, "is not a header name")
  .refine((name) => !RESERVED_HEADERS.has(name), "is set by Winnow itself")

const visibleText = /^[\x20-\x7e]+$/

/** The key file of a service account is JSON over many lines; one line says the same. */
function toOneLine(raw: unknown): unknown {
  if (typeof raw !== "string" || !raw.trim().startsWith("{")) return raw
  try {
    return JSON.stringify(JSON.parse(raw))
  } catch (error) {
    if (error instanceof SyntaxError) return raw
    throw error
  }
}

const connectionFields = z.object({
  name: z.string().trim().min(1, "A name is needed.").max(100),
  /** Up to `/v1`; a query is kept, the rest of the path is appended. */
  baseUrl: z
    .url({ protocol: /^https?$/, error: "Give an address such as https://api.example.com/v1." })
    .max(500),
  secret: z.preprocess(
    toOneLine,
    z
      .string()
      .trim()
      .max(8000)
      .regex(visibleText, "A key has no line breaks or special characters.")
      .nullable(),
  ),
  headers: z
    .record(headerName, z.string().max(4000).regex(visibleText, "A header value is one line of plain text."))
    .refine((headers) => Object.keys(headers).length <= 20, "At most 20 headers."),
  requestsPerMinute: z.int().min(1).max(1_000_000).nullable(),
  /** Lets this one host be on a private network and be reached over plain HTTP. */
  allowPrivate: z.boolean(),
  settings: z.record(z.string().max(50), z.string().trim().max(500)),
})

const kindSchema = z.enum(CONNECTION_KINDS)

function checkSettings(
  { kind = "openai-compatible", settings = {} }: Partial<Pick<ConnectionRecord, "kind" | "settings">>,
  ctx: z.core.$RefinementCtx,
): void {
  const problem = findSettingProblem(kind, settings)
  if (problem) ctx.addIssue({ code: "custom", path: problem.path.split("."), message: problem.message })
}

const connectionPath = z.object({ connectionId: idSchema })

export const listConnections = defineRoute({
  id: "connections.list",
  method: "GET",
  path: "/api/v1/connections",
  summary: "List connections to model endpoints by name",
  tag: "Connections",
  permission: "workspace.read",
  input: z.object({}),
  output: pageOf(connectionSchema),
})

export const getConnection = defineRoute({
  id: "connections.get",
  method: "GET",
  path: "/api/v1/connections/{connectionId}",
  summary: "Get a connection; its key is never part of an answer",
  tag: "Connections",
  permission: "workspace.read",
  input: connectionPath,
  output: connectionSchema,
})

export const createConnection = defineRoute({
  id: "connections.create",
  method: "POST",
  path: "/api/v1/connections",
  summary: "Connect an endpoint or a training provider; the key is encrypted and bound to the base URL",
  tag: "Connections",
  permission: "workspace.manage",
  input: connectionFields
    .partial()
    .required({ name: true, baseUrl: true })
    .extend({
      /** What speaks there; an OpenAI-compatible endpoint unless said. */
      kind: kindSchema.optional(),
    })
    .superRefine(checkSettings),
  output: connectionSchema,
  status: 201,
})

export const updateConnection = defineRoute({
  id: "connections.update",
  method: "PATCH",
  path: "/api/v1/connections/{connectionId}",
  summary:
    "Change a connection; another base URL clears the key and the headers unless they are given with it",
  tag: "Connections",
  permission: "workspace.manage",
  input: connectionFields.partial().extend({ connectionId: idSchema }),
  output: connectionSchema,
})

export const deleteConnection = defineRoute({
  id: "connections.delete",
  method: "DELETE",
  path: "/api/v1/connections/{connectionId}",
  summary: "Delete a connection and its key; its models stay and can no longer be run",
  tag: "Connections",
  permission: "workspace.manage",
  input: connectionPath,
  output: emptySchema,
})

export const testConnection = defineRoute({
  id: "connections.test",
  method: "POST",
  path: "/api/v1/connections/{connectionId}/test",
  summary: "Send one tiny request to a model of the endpoint and say how it went",
  tag: "Connections",
  permission: "workspace.manage",
  input: connectionPath.extend({ model: z.string().trim().min(1, "Name a model of the endpoint.").max(200) }),
  output: z.discriminatedUnion("ok", [
    z.object({
      ok: z.literal(true),
      reply: z.string(),
      latencyMs: z.number(),
      firstTokenMs: z.number().nullable(),
      inputTokens: z.int().nullable(),
      outputTokens: z.int().nullable(),
    }),
    z.object({ ok: z.literal(false), kind: z.string(), reason: z.string() }),
  ]),
})
