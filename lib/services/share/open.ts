import type { ShareRefusalReason, ShareSnapshot } from "@/lib/contracts/shares"
import type { Context } from "@/lib/db/context"
import { hashToken } from "@/lib/db/token"
import { AttemptLimit } from "@/lib/domain/attempt-limit"
import { thaw } from "@/lib/services/share/snapshot-text"

const WINDOW_MS = 15 * 60 * 1000
const failures = new AttemptLimit(30, WINDOW_MS)

export type OpenedShare =
  | { ok: true; snapshot: ShareSnapshot; expiresAt: Date; hash: string }
  | { ok: false; reason: ShareRefusalReason }

/**
 * What a stranger's token opens: its own snapshot and nothing else. Unknown, expired and revoked tokens are told apart to
 * nobody, and an address that guesses 30 times in 15 minutes has to wait.
 */
export async function openShare(
  ctx: Context,
  { token, address }: { token: string; address: string },
): Promise<OpenedShare> {
  const nowMs = ctx.now().getTime()
  if (failures.isReached(address, nowMs)) return { ok: false, reason: "rate-limited" }
  const row = await ctx.db.prisma.share.findUnique({
    where: { tokenHash: hashToken(token), revokedAt: null, expiresAt: { gt: ctx.now() } },
    select: { experimentId: true, id: true, snapshot: true, snapshotHash: true, expiresAt: true },
  })
  if (!row) {
    failures.record(address, nowMs)
    return { ok: false, reason: "closed" }
  }
  const snapshot = thaw(row.snapshot, row.snapshotHash)
  if (!snapshot) return { ok: false, reason: "damaged" }
  await ctx.db.prisma.share.update({
    where: { experimentId_id: { experimentId: row.experimentId, id: row.id } },
    data: { viewCount: { increment: 1 }, lastViewedAt: ctx.now() },
    select: { id: true },
  })
  return { ok: true, snapshot, expiresAt: row.expiresAt, hash: row.snapshotHash }
}
