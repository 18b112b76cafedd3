import type { z } from "zod"
import type { reportHandOver as route } from "@/lib/contracts/hand-overs"
import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import { recordProgress } from "@/lib/providers/own-machine/received"
import { runFolderOf } from "@/lib/providers/own-machine/run-folder"
import { requireOpenHandOver } from "@/lib/services/hand-over/require-open"

/** What the machine says of its run. @throws AppError UNAUTHENTICATED, CONFLICT */
export async function reportHandOver(
  ctx: Context,
  token: string | null,
  input: z.output<(typeof route)["input"]>,
): Promise<{ cancel: boolean }> {
  const { id, runKey } = await requireOpenHandOver(ctx, token)
  await withAdvisoryLock(ctx.db, `hand-over:${id}`, async () => {
    await requireOpenHandOver(ctx, token)
    await recordProgress(runFolderOf(runKey), input)
  })
  await ctx.db.prisma.handOver.update({ where: { id }, data: { lastSeenAt: ctx.now() } })
  return { cancel: false }
}
