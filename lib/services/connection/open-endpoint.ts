import type { Connection } from "@/lib/db/generated/client"
import { chatPathOf, toConnectionKind } from "@/lib/domain/connection-kind"
import { AppError } from "@/lib/domain/errors"
import type { Endpoint } from "@/lib/providers/openai-compatible/endpoint"
import { allowedHosts } from "@/lib/services/connection/allowed-hosts"
import { endpointLimiter } from "@/lib/services/connection/endpoint-limiter"
import { openHeaders, openKey } from "@/lib/services/connection/seal"
import { outbound } from "@/lib/services/outbound/outbound"

/** The address, with the path of its kind before a query that it may hold. */
function chatUrlOf({ kind, name, baseUrl }: Connection): string {
  const path = chatPathOf(toConnectionKind(kind))
  if (path === null) throw new AppError("UNSUPPORTED", `${name} answers no chat completions.`)
  const url = new URL(baseUrl)
  url.pathname = `${url.pathname.replace(/\/+$/, "")}${path}`
  return path === "" ? baseUrl : url.href
}

/**
 * The connection with its key in the clear: for providers only.
 * @throws AppError UNAVAILABLE when the key cannot be read, UNSUPPORTED when chat completions are not answered there.
 */
export function openEndpoint(connection: Connection): Endpoint {
  return {
    baseUrl: chatUrlOf(connection),
    key: openKey(connection),
    headers: openHeaders(connection, connection.headers as Record<string, string>),
    fetch: outbound.fetchFor(allowedHosts(connection)),
    limiter: endpointLimiter(connection),
  }
}
