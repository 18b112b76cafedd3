import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import type { Prisma, Removal } from "@/lib/db/generated/client"
import {
  deleteEmptyExperiment,
  deleteEmptyRun,
  readStoreBytes,
  removeSome,
  vacuumStore,
} from "@/lib/db/removal.sql"
import { withTransaction } from "@/lib/db/transaction"
import { requirePermission } from "@/lib/domain/policy"
import { reachOf } from "@/lib/services/removal/reach"

/** Locks are held for a fraction of a second, and a cancelled deletion stops within one. */
const BATCH = 500
/** Below this, room is found by the server's own vacuum soon enough. */
const WORTH_A_VACUUM = 2000

function setRemoval(ctx: Context, id: string, data: Prisma.RemovalUpdateManyMutationInput) {
  return ctx.db.prisma.removal.updateMany({ where: { id, status: { in: ["queued", "running"] } }, data })
}

/** What is left of the thing itself once its episodes are gone; false while new ones came in. */
function deleteEmptied(ctx: Context, { kind, experimentId, runId }: Removal): Promise<boolean> {
  return withTransaction(ctx.db, async (client) => {
    if (kind === "run" && runId) return deleteEmptyRun(client, experimentId, runId)
    if (kind === "experiment") return deleteEmptyExperiment(client, experimentId)
    return true
  })
}

/** False when it was cancelled on the way. */
async function removeAll(ctx: Context, row: Removal, signal?: AbortSignal): Promise<boolean> {
  const reach = reachOf(row)
  const options = { limit: BATCH, keep: row.kind !== "experiment" }
  for (;;) {
    signal?.throwIfAborted()
    const { removed, kept } = await withTransaction(ctx.db, async (client) => {
      const some = await removeSome(client, row.experimentId, reach, options)
      await client.query(`UPDATE "Removal" SET removed = removed + $2, kept = kept + $3 WHERE id = $1`, [
        row.id,
        some.removed,
        some.kept,
      ])
      return some
    })
    const { count } = await setRemoval(ctx, row.id, { status: "running" })
    if (count === 0) return false
    if (removed + kept === 0 && (await deleteEmptied(ctx, row))) return true
  }
}

async function runUnlocked(ctx: Context, row: Removal, signal?: AbortSignal): Promise<void> {
  if (row.bytesBefore === null) {
    await setRemoval(ctx, row.id, { bytesBefore: await readStoreBytes(ctx.db.pool) })
  }
  if (!(await removeAll(ctx, row, signal))) return
  if (row.total >= WORTH_A_VACUUM) await vacuumStore(ctx.db.pool)
  const bytesAfter = await readStoreBytes(ctx.db.pool)
  await setRemoval(ctx, row.id, { status: "done", bytesAfter, finishedAt: ctx.now() })
}

/** Deletes in batches that each commit, so that a killed one goes on where it was. Nothing for one that is over. */
export async function runRemoval(
  ctx: Context,
  { removalId }: { removalId: string },
  signal?: AbortSignal,
): Promise<void> {
  requirePermission(ctx.actor, "experiment.write")
  await withAdvisoryLock(
    ctx.db,
    `removal:${removalId}`,
    async () => {
      const row = await ctx.db.prisma.removal.findUnique({ where: { id: removalId } })
      if (row && (row.status === "queued" || row.status === "running")) await runUnlocked(ctx, row, signal)
    },
    signal,
  )
}
