import type { z } from "zod"
import type { ConnectionRecord, createConnection as route } from "@/lib/contracts/connections"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { asConflict } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"
import { allowedHosts } from "@/lib/services/connection/allowed-hosts"
import { parseBaseUrl } from "@/lib/services/connection/parse-base-url"
import { CONNECTION_INCLUDE, presentConnection } from "@/lib/services/connection/present-connection"
import { sealHeaders, sealKey } from "@/lib/services/connection/seal"
import { outbound } from "@/lib/services/outbound/outbound"

/** @throws AppError CONFLICT when the name is taken, INVALID_INPUT when the address may not be reached. */
export async function createConnection(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<ConnectionRecord> {
  requirePermission(ctx.actor, "workspace.manage")
  const url = parseBaseUrl(input.baseUrl)
  const allowPrivate = input.allowPrivate ?? false
  await outbound.requireReachable(url, allowedHosts({ baseUrl: url.href, allowPrivate }))
  const owner = { id: newId(), baseUrl: url.href }
  const data = {
    ...owner,
    name: input.name,
    kind: input.kind ?? "openai-compatible",
    settings: input.settings ?? {},
    secret: input.secret ? sealKey(owner, input.secret) : null,
    headers: sealHeaders(owner, input.headers ?? {}),
    requestsPerMinute: input.requestsPerMinute ?? null,
    allowPrivate,
    createdById: ctx.actor.userId,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  }
  const row = await asConflict(
    ctx.db.prisma.connection.create({ data, include: CONNECTION_INCLUDE }),
    `There is already a connection called "${input.name}".`,
  )
  return presentConnection(row)
}
