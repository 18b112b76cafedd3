import type { Context } from "@/lib/db/context"
import type { Connection } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import {
  type HostedClient,
  type HostedTrainer,
  type ProviderAccess,
  trainsAway,
} from "@/lib/providers/provider"
import { allowedHosts } from "@/lib/services/connection/allowed-hosts"
import { endpointLimiter } from "@/lib/services/connection/endpoint-limiter"
import { requireConnection } from "@/lib/services/connection/require-connection"
import { openHeaders, openKey } from "@/lib/services/connection/seal"
import { outbound } from "@/lib/services/outbound/outbound"

/** What trains on a machine of the workspace's own asks nobody. */
const NO_ACCOUNT: ProviderAccess = {
  baseUrl: "",
  key: null,
  headers: {},
  settings: {},
  fetch: outbound.fetchFor(new Set()),
}

/** The account behind a connection, with its key in the clear: for providers only. */
export async function openAccess(
  ctx: Context,
  trainer: HostedTrainer,
  connectionId: string | null,
): Promise<ProviderAccess> {
  if (!connectionId && !trainsAway(trainer)) return NO_ACCOUNT
  if (!connectionId) {
    throw new AppError(
      "UNSUPPORTED",
      `${trainer.title} needs a connection: choose one, or make one under Settings.`,
    )
  }
  const connection = await requireConnection(ctx, connectionId)
  if (!trainer.connectionKinds.includes(connection.kind)) {
    const message = `${connection.name} is a connection of another kind than ${trainer.title} needs.`
    throw new AppError("INVALID_INPUT", message)
  }
  return openConnection(connection)
}

/** Requests share the connection's rate limit. */
export function openConnection(connection: Connection): ProviderAccess {
  const fetch = outbound.fetchFor(allowedHosts(connection))
  const limiter = endpointLimiter(connection)
  return {
    baseUrl: connection.baseUrl.replace(/\/+$/, ""),
    key: openKey(connection),
    headers: openHeaders(connection, connection.headers as Record<string, string>),
    settings: connection.settings as Record<string, unknown>,
    async fetch(url, request) {
      await limiter.acquire(request.signal)
      return fetch(url, request)
    },
  }
}

export async function openProvider(
  ctx: Context,
  trainer: HostedTrainer,
  connectionId: string | null,
): Promise<HostedClient> {
  return trainer.connect(await openAccess(ctx, trainer, connectionId))
}
