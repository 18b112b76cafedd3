import { z } from "zod"
import { emptySchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

export const webhookSchema = z.object({
  /** Null: nobody is told. */
  url: z.string().nullable(),
  allowPrivate: z.boolean(),
  /** Whether requests are signed; no route answers the secret itself. */
  hasSecret: z.boolean(),
})

export const getWebhook = defineRoute({
  id: "webhook.get",
  method: "GET",
  path: "/api/v1/webhook",
  summary: "Where the end of training jobs is reported to",
  tag: "Connections",
  permission: "workspace.manage",
  input: z.object({}),
  output: webhookSchema,
})

export const updateWebhook = defineRoute({
  id: "webhook.update",
  method: "PUT",
  path: "/api/v1/webhook",
  summary: "Report the end of training jobs to an address; another address starts without the secret",
  tag: "Connections",
  permission: "workspace.manage",
  input: z.object({
    url: z.url({ protocol: /^https?$/, error: "Give an address such as https://example.com/hook." }).max(500),
    /** Lets this one host be on a private network and be reached over plain HTTP. */
    allowPrivate: z.boolean().default(false),
    /** Signs each request (HMAC-SHA-256 of the body); absent keeps the stored one, null removes it. */
    secret: z.string().trim().min(8, "At least 8 characters.").max(200).nullish(),
  }),
  output: webhookSchema,
})

export const deleteWebhook = defineRoute({
  id: "webhook.delete",
  method: "DELETE",
  path: "/api/v1/webhook",
  summary: "Report the end of training jobs to nobody",
  tag: "Connections",
  permission: "workspace.manage",
  input: z.object({}),
  output: emptySchema,
})
