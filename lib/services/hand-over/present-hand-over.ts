import type { HandOverRecord } from "@/lib/contracts/hand-overs"
import type { HandOver } from "@/lib/db/generated/client"

function stateOf({ usedAt, revokedAt, expiresAt }: HandOver, now: Date): HandOverRecord["state"] {
  if (usedAt) return "used"
  if (revokedAt) return "revoked"
  return expiresAt <= now ? "expired" : "open"
}

export function presentHandOver(row: HandOver, now: Date): HandOverRecord {
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    state: stateOf(row, now),
  }
}
