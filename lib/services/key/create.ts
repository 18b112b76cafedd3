import type { z } from "zod"
import type { ApiKeyRecord, createKey as route } from "@/lib/contracts/keys"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { createToken, hashToken } from "@/lib/db/token"
import { AppError } from "@/lib/domain/errors"
import { hasRole, requirePermission, requireUserId } from "@/lib/domain/policy"
import { KEY_FIELDS, presentKey } from "@/lib/services/key/present-key"

const PREFIX_LENGTH = 9

/** The key is in the answer and nowhere else. A key never makes keys, or revoking it would not end a leak. */
export async function createKey(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<ApiKeyRecord & { key: string }> {
  requirePermission(ctx.actor, "key.manage")
  const userId = requireUserId(ctx.actor)
  if (ctx.actor.kind === "key") throw new AppError("FORBIDDEN", "An API key cannot make API keys; sign in.")
  if (!hasRole(ctx.actor.role, input.role)) {
    throw new AppError("FORBIDDEN", `A key cannot be more than its owner: your role is ${ctx.actor.role}.`)
  }
  const key = createToken("wn_")
  const row = await ctx.db.prisma.apiKey.create({
    data: {
      id: newId(),
      userId,
      name: input.name,
      role: input.role,
      prefix: key.slice(0, PREFIX_LENGTH),
      hash: hashToken(key),
      createdAt: ctx.now(),
    },
    select: KEY_FIELDS,
  })
  return { ...presentKey(row), key }
}
