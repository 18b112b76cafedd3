import type { z } from "zod"
import type { ConnectionRecord, updateConnection as route } from "@/lib/contracts/connections"
import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { asConflict } from "@/lib/db/unique-violation"
import { findSettingProblem, toConnectionKind } from "@/lib/domain/connection-kind"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { allowedHosts } from "@/lib/services/connection/allowed-hosts"
import { parseBaseUrl } from "@/lib/services/connection/parse-base-url"
import { presentConnection } from "@/lib/services/connection/present-connection"
import { requireConnection } from "@/lib/services/connection/require-connection"
import { sealHeaders, sealKey } from "@/lib/services/connection/seal"
import { outbound } from "@/lib/services/outbound/outbound"

type Input = z.output<(typeof route)["input"]>

/** What was entered for one address never goes to another: a new address starts without key and headers. */
function secretChanges(
  input: Input,
  owner: { id: string; baseUrl: string },
  isMoved: boolean,
): Prisma.ConnectionUpdateManyMutationInput {
  const { secret, headers } = input
  return {
    ...(secret ? { secret: sealKey(owner, secret) } : secret === null || isMoved ? { secret: null } : {}),
    ...(headers || isMoved ? { headers: sealHeaders(owner, headers ?? {}) } : {}),
  }
}

function requireSettings(kind: string, settings: Record<string, string>): Record<string, string> {
  const problem = findSettingProblem(toConnectionKind(kind), settings)
  if (problem) throw new AppError("INVALID_INPUT", problem.message, [problem])
  return settings
}

/** @throws AppError NOT_FOUND, CONFLICT when the name is taken, INVALID_INPUT when the address may not be reached. */
export async function updateConnection(ctx: Context, input: Input): Promise<ConnectionRecord> {
  requirePermission(ctx.actor, "workspace.manage")
  const known = await requireConnection(ctx, input.connectionId)
  const { name, requestsPerMinute, allowPrivate = known.allowPrivate } = input
  const url = parseBaseUrl(input.baseUrl ?? known.baseUrl)
  await outbound.requireReachable(url, allowedHosts({ baseUrl: url.href, allowPrivate }))
  const owner = { id: known.id, baseUrl: url.href }
  const data: Prisma.ConnectionUpdateManyMutationInput = {
    ...secretChanges(input, owner, url.href !== known.baseUrl),
    baseUrl: url.href,
    allowPrivate,
    updatedAt: ctx.now(),
    ...(input.settings ? { settings: requireSettings(known.kind, input.settings) } : {}),
    ...(name === undefined ? {} : { name }),
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
  }
  // Only from the address that was looked at: a key sealed for it must not land beside another one.
  const { count } = await asConflict(
    ctx.db.prisma.connection.updateMany({ where: { id: known.id, baseUrl: known.baseUrl }, data }),
    `There is already a connection called "${name}".`,
  )
  if (count === 0)
    throw new AppError("CONFLICT", "Somebody else changed this connection just now; look again.")
  return presentConnection(await requireConnection(ctx, known.id))
}
