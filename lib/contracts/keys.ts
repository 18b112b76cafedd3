import { z } from "zod"
import { emptySchema, idSchema, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { roleSchema } from "@/lib/contracts/users"

export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  /** What the key was made with; its owner's role caps it. */
  role: roleSchema,
  /** The first characters, to tell keys apart. */
  prefix: z.string(),
  lastUsedAt: timestampSchema.nullable(),
  createdAt: timestampSchema,
})

export type ApiKeyRecord = z.infer<typeof apiKeySchema>

export const listKeys = defineRoute({
  id: "keys.list",
  method: "GET",
  path: "/api/v1/keys",
  summary: "List your own API keys, newest first",
  tag: "API keys",
  permission: "key.manage",
  input: z.object({}),
  output: pageOf(apiKeySchema),
})

export const createKey = defineRoute({
  id: "keys.create",
  method: "POST",
  path: "/api/v1/keys",
  summary: "Create an API key; the answer is the only place that shows it",
  tag: "API keys",
  permission: "key.manage",
  input: z.object({ name: z.string().trim().min(1, "A name is needed.").max(100), role: roleSchema }),
  output: apiKeySchema.extend({ key: z.string() }),
  status: 201,
})

export const deleteKey = defineRoute({
  id: "keys.delete",
  method: "DELETE",
  path: "/api/v1/keys/{keyId}",
  summary: "Revoke one of your API keys; acts on the next request",
  tag: "API keys",
  permission: "key.manage",
  input: z.object({ keyId: idSchema }),
  output: emptySchema,
})
