import { z } from "zod"
import { timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

export const getHealth = defineRoute({
  id: "health.get",
  method: "GET",
  path: "/api/v1/health",
  summary: "Whether the server and its database answer, and when the worker was last alive",
  tag: "System",
  permission: null,
  input: z.object({}),
  output: z.object({
    status: z.enum(["ok"]),
    version: z.string(),
    database: z.object({ version: z.string(), latencyMs: z.number() }),
    /** Null when no worker has ever run here. */
    worker: z.object({ lastSeenAt: timestampSchema, isAlive: z.boolean() }).nullable(),
  }),
})

export const getOpenApi = defineRoute({
  id: "openapi.get",
  method: "GET",
  path: "/api/v1/openapi.json",
  summary: "This document",
  tag: "System",
  permission: null,
  input: z.object({}),
  output: z.looseObject({ openapi: z.string() }),
})
