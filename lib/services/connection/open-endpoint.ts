import type { Connection } from "@/lib/db/generated/client"
import type { Endpoint } from "@/lib/providers/openai-compatible/endpoint"
import { allowedHosts } from "@/lib/services/connection/allowed-hosts"
import { endpointLimiter } from "@/lib/services/connection/endpoint-limiter"
import { openHeaders, openKey } from "@/lib/services/connection/seal"
import { outbound } from "@/lib/services/outbound/outbound"

/** The connection with its key in the clear: for providers only. @throws AppError UNAVAILABLE when the key cannot be read. */
export function openEndpoint(connection: Connection): Endpoint {
  return {
    baseUrl: connection.baseUrl,
    key: openKey(connection),
    headers: openHeaders(connection, connection.headers as Record<string, string>),
    fetch: outbound.fetchFor(allowedHosts(connection)),
    limiter: endpointLimiter(connection),
  }
}
