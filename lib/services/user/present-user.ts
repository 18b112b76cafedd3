import type { UserRecord } from "@/lib/contracts/users"
import type { Prisma } from "@/lib/db/generated/client"

export const USER_FIELDS = {
  id: true,
  name: true,
  email: true,
  role: true,
  isLocal: true,
  disabledAt: true,
  lastSeenAt: true,
  createdAt: true,
} satisfies Prisma.UserSelect

export type UserRow = Prisma.UserGetPayload<{ select: typeof USER_FIELDS }>

export function presentUser(row: UserRow): UserRecord {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    isLocal: row.isLocal,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
