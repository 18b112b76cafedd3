import type { z } from "zod"
import type { createShare as route } from "@/lib/contracts/shares"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { createToken, hashToken } from "@/lib/db/token"
import { requirePermission } from "@/lib/domain/policy"
import { buildSnapshot } from "@/lib/services/share/build-snapshot"
import { presentShare, SHARE_FIELDS } from "@/lib/services/share/present-share"
import { freeze } from "@/lib/services/share/snapshot-text"

const DAY_MS = 24 * 3600 * 1000

/** Freezes the comparison behind a link that starts with `origin`; only the hash of its token is stored. */
export async function createShare(
  ctx: Context,
  input: z.output<(typeof route)["input"]> & { origin: string },
) {
  requirePermission(ctx.actor, "share.manage")
  const { experimentId, title, embed, expiresInDays, origin } = input
  const { text, hash } = freeze(await buildSnapshot(ctx, input))
  const token = createToken(embed ? "wne_" : "wnv_")
  const createdAt = ctx.now()
  const row = await ctx.db.prisma.share.create({
    data: {
      experimentId,
      id: newId(),
      title,
      tokenHash: hashToken(token),
      snapshot: text,
      snapshotHash: hash,
      embed,
      createdById: ctx.actor.userId,
      createdByName: ctx.actor.name,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + expiresInDays * DAY_MS),
    },
    select: SHARE_FIELDS,
  })
  return { ...presentShare(row, createdAt), url: `${origin}/share/${token}` }
}
