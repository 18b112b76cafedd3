import type { Database } from "@/lib/db/client"
import { importFileJob, recomputeSuccessJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"

/** Queues again what a crash between a commit and its job could have lost. Handlers are idempotent, so twice is harmless. */
export async function resumeUnfinished(db: Database): Promise<void> {
  const [experiments, imports] = await Promise.all([
    db.prisma.experiment.findMany({ where: { recomputingAt: { not: null } }, select: { id: true } }),
    db.prisma.import.findMany({ where: { status: { in: ["queued", "running"] } }, select: { id: true } }),
  ])
  for (const { id } of experiments) await enqueueJob(db, recomputeSuccessJob, { experimentId: id })
  for (const { id } of imports) await enqueueJob(db, importFileJob, { importId: id })
}
