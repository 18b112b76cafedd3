import type { Database } from "@/lib/db/client"
import { isDerivedId } from "@/lib/db/new-id"
import {
  admitJudgeJob,
  askJudgeJob,
  episodeScanJob,
  evaluationJob,
  importanceFitJob,
  importFileJob,
  monitorCheckJob,
  pipelineJob,
  recomputeSuccessJob,
  removalJob,
  setOperationJob,
} from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"

const unfinished = { status: { in: ["queued", "running"] } }

async function resumeJudges(db: Database): Promise<void> {
  const key = { experimentId: true, id: true } as const
  const runs = await db.prisma.judgeRun.findMany({ where: unfinished, select: key })
  for (const { experimentId, id } of runs) await enqueueJob(db, askJudgeJob, { experimentId, runId: id })
  const decided = await db.prisma.judge.findMany({ where: { recomputingAt: { not: null } }, select: key })
  for (const { experimentId, id } of decided)
    await enqueueJob(db, admitJudgeJob, { experimentId, judgeId: id })
}

/**
 * Queues again what a crash between a commit and its job could have lost; what waits already is not queued twice. Evaluations
 * with a derived id belong to a pipeline, a monitor or the demo, which go on with them and may have been cancelled.
 */
export async function resumeUnfinished(db: Database): Promise<void> {
  await resumeJudges(db)
  const key = { experimentId: true, id: true } as const
  const [experiments, imports, pipelines, evaluations, fits, scans, operations, removals] = await Promise.all(
    [
      db.prisma.experiment.findMany({ where: { recomputingAt: { not: null } }, select: { id: true } }),
      db.prisma.import.findMany({ where: unfinished, select: { id: true } }),
      db.prisma.pipeline.findMany({ where: unfinished, select: key }),
      db.prisma.evaluation.findMany({ where: unfinished, select: key }),
      db.prisma.importanceFit.findMany({ where: unfinished, select: key }),
      db.prisma.episodeScan.findMany({ where: unfinished, select: key }),
      db.prisma.setOperation.findMany({
        where: { status: { in: ["queued", "running", "undoing"] } },
        select: key,
      }),
      db.prisma.removal.findMany({ where: unfinished, select: { id: true } }),
    ],
  )
  for (const { id } of experiments) await enqueueJob(db, recomputeSuccessJob, { experimentId: id })
  for (const { id } of imports) await enqueueJob(db, importFileJob, { importId: id })
  for (const { id } of removals) await enqueueJob(db, removalJob, { removalId: id })
  for (const { experimentId, id } of pipelines)
    await enqueueJob(db, pipelineJob, { experimentId, pipelineId: id })
  for (const { experimentId, id } of fits) {
    await enqueueJob(db, importanceFitJob, { experimentId, fitId: id })
  }
  for (const { experimentId, id } of scans) {
    await enqueueJob(db, episodeScanJob, { experimentId, scanId: id })
  }
  for (const { experimentId, id } of operations) {
    await enqueueJob(db, setOperationJob, { experimentId, operationId: id })
  }
  const checks = await db.prisma.monitorCheck.findMany({
    where: unfinished,
    select: { experimentId: true, monitorId: true, seq: true },
  })
  for (const check of checks) await enqueueJob(db, monitorCheckJob, check)
  for (const { experimentId, id } of evaluations) {
    if (isDerivedId(id)) continue
    await enqueueJob(db, evaluationJob, { experimentId, evaluationId: id })
  }
}
