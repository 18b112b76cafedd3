import type { ShareRecord } from "@/lib/contracts/shares"
import type { Prisma } from "@/lib/db/generated/client"

export const SHARE_FIELDS = {
  id: true,
  title: true,
  embed: true,
  createdByName: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  revokedByName: true,
  viewCount: true,
  lastViewedAt: true,
} satisfies Prisma.ShareSelect

type ShareRow = Prisma.ShareGetPayload<{ select: typeof SHARE_FIELDS }>

export function presentShare(row: ShareRow, now: Date): ShareRecord {
  return {
    ...row,
    state: row.revokedAt ? "revoked" : row.expiresAt <= now ? "expired" : "open",
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastViewedAt: row.lastViewedAt?.toISOString() ?? null,
  }
}
