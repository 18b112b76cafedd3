import type { z } from "zod"
import type { updateUser as route, UserRecord } from "@/lib/contracts/users"
import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { lockAdmins } from "@/lib/db/user.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { presentUser, USER_FIELDS, type UserRow } from "@/lib/services/user/present-user"

type Input = z.output<(typeof route)["input"]>

function requireChangeable(row: UserRow, input: Input, adminIds: string[]): void {
  const loses = input.disabled === true || (input.role !== undefined && input.role !== "admin")
  if (!loses) return
  if (row.isLocal) {
    throw new AppError(
      "CONFLICT",
      "The account of this machine stays an administrator: `npm start` opens it.",
    )
  }
  if (adminIds.length === 1 && adminIds[0] === row.id) {
    throw new AppError(
      "CONFLICT",
      "The last administrator cannot be demoted or disabled; name another first.",
    )
  }
}

/** A change ends the member's sessions where it takes something away. */
function toChanges(row: UserRow, input: Input, now: Date): Prisma.UserUpdateInput {
  const changes: Prisma.UserUpdateInput = {}
  if (input.role !== undefined && input.role !== row.role) changes.role = input.role
  if (input.disabled !== undefined && input.disabled !== (row.disabledAt !== null)) {
    changes.disabledAt = input.disabled ? now : null
    changes.sessionEpoch = { increment: 1 }
  }
  return changes
}

/** @throws AppError CONFLICT where nobody would be left to administer the workspace. */
export async function updateUser(ctx: Context, input: Input): Promise<UserRecord> {
  requirePermission(ctx.actor, "user.manage")
  const row = await ctx.db.prisma.$transaction(async (tx) => {
    const adminIds = await lockAdmins(tx)
    const current = await tx.user.findUnique({ where: { id: input.userId }, select: USER_FIELDS })
    if (!current) throw new AppError("NOT_FOUND", "There is no such member.")
    requireChangeable(current, input, adminIds)
    const data = toChanges(current, input, ctx.now())
    return tx.user.update({ where: { id: input.userId }, data, select: USER_FIELDS })
  })
  return presentUser(row)
}
