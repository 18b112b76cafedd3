import type { RemovalRecord } from "@/lib/contracts/removals"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { presentRemoval } from "@/lib/services/removal/present-removal"

const RUNNING = { status: { in: ["queued", "running"] } }

/** What is left of a run or an experiment is there again. @throws AppError NOT_FOUND */
export async function cancelRemoval(
  ctx: Context,
  { removalId }: { removalId: string },
): Promise<RemovalRecord> {
  requirePermission(ctx.actor, "experiment.write")
  const { prisma } = ctx.db
  const row = await prisma.removal.findUnique({ where: { id: removalId } })
  if (!row) throw new AppError("NOT_FOUND", "There is no such deletion.")
  const { count } = await prisma.removal.updateMany({
    where: { id: removalId, ...RUNNING },
    data: { status: "cancelled", finishedAt: ctx.now() },
  })
  const { experimentId, runId, kind } = row
  if (count > 0 && kind === "run" && runId) {
    await prisma.run.updateMany({ where: { experimentId, id: runId }, data: { status: "done" } })
  }
  if (count > 0 && kind === "experiment") {
    await prisma.experiment.updateMany({ where: { id: experimentId }, data: { archivedAt: null } })
  }
  return presentRemoval(await prisma.removal.findUniqueOrThrow({ where: { id: removalId } }))
}
