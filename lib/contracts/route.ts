import type { z } from "zod"
import type { Permission } from "@/lib/domain/policy"

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/**
 * One HTTP route, described once: the handler, the browser client, the OpenAPI document and the tests read it.
 * `input` merges path parameters, then the query (GET, DELETE) or the JSON body (the rest); `permission` is null only
 * for what strangers may see. `stream` marks answers and bodies that are not JSON.
 */
export interface Route<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  id: string
  method: Method
  /** With OpenAPI placeholders: `/api/v1/experiments/{experimentId}`. */
  path: string
  summary: string
  tag: string
  permission: Permission | null
  input: Input
  output: Output
  /** The success status; 200 unless said. */
  status?: 200 | 201 | 202
  /** Media type of an answer that is not JSON. */
  streams?: string
  /** Media types of a body that is not JSON; the service reads it from the request. */
  accepts?: string[]
}

export function defineRoute<Input extends z.ZodType, Output extends z.ZodType>(
  route: Route<Input, Output>,
): Route<Input, Output> {
  return route
}

export type RouteInput<R> = R extends Route<infer Input, z.ZodType> ? z.input<Input> : never

export type RouteOutput<R> = R extends Route<z.ZodType, infer Output> ? z.output<Output> : never
