import type { ApiKeyRecord } from "@/lib/contracts/keys"
import type { Prisma } from "@/lib/db/generated/client"

export const KEY_FIELDS = {
  id: true,
  name: true,
  role: true,
  prefix: true,
  lastUsedAt: true,
  createdAt: true,
} satisfies Prisma.ApiKeySelect

export function presentKey(row: Prisma.ApiKeyGetPayload<{ select: typeof KEY_FIELDS }>): ApiKeyRecord {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    prefix: row.prefix,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
