import { setTimeout as sleep } from "node:timers/promises"
import { pipelineInputsSchema, STAGES, type StageName } from "@/lib/contracts/pipelines"
import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { findEvaluations } from "@/lib/services/pipeline/find-evaluations"
import { Journal } from "@/lib/services/pipeline/journal"
import { partsOf } from "@/lib/services/pipeline/parts"
import { requirePipeline } from "@/lib/services/pipeline/require-pipeline"
import { spendingOf } from "@/lib/services/pipeline/spending"
import { STAGE_RUNS, type StageContext } from "@/lib/services/pipeline/stages"

interface PipelineKey {
  experimentId: string
  pipelineId: string
}

const WATCH_EVERY_MS = 500

/** Aborts when somebody cancels the pipeline. Stops watching with `done`. */
async function watchForCancel(ctx: Context, key: PipelineKey, cancel: AbortController, done: AbortSignal) {
  while (!done.aborted) {
    await sleep(WATCH_EVERY_MS, undefined, { signal: done }).catch(() => undefined)
    const { status } = await requirePipeline(ctx, key.experimentId, key.pipelineId)
    if (status === "cancelled") cancel.abort()
  }
}

async function addSpending({ ctx, row }: StageContext): Promise<void> {
  const { experimentId, id } = row
  const { student, teacher } = await findEvaluations(ctx, row)
  await ctx.db.prisma.pipeline.update({
    where: { experimentId_id: { experimentId, id } },
    data: { spentMicro: spendingOf(row, student, teacher) },
  })
}

/** One stage from where it stands; false when the pipeline ends with it, or waits for what it has started elsewhere. */
async function runStage(name: StageName, stage: StageContext, cancelled: AbortSignal): Promise<boolean> {
  const { ctx, journal, row } = stage
  const where = { experimentId_id: { experimentId: row.experimentId, id: row.id } }
  await journal.start(name)
  try {
    const note = await STAGE_RUNS[name](stage)
    if (note === null) return false
    await addSpending(stage)
    await journal.finish(name, note)
    return true
  } catch (error) {
    if (cancelled.aborted) {
      await journal.end(name, "cancelled", "Cancelled. What was made so far stays.")
      return false
    }
    if (!(error instanceof AppError) || stage.signal.aborted) throw error
    await journal.end(name, "failed", error.message)
    await ctx.db.prisma.pipeline.update({ where, data: { status: "failed", finishedAt: ctx.now() } })
    return false
  }
}

async function runStages(ctx: Context, key: PipelineKey, signal: AbortSignal): Promise<void> {
  const row = await requirePipeline(ctx, key.experimentId, key.pipelineId)
  const where = { experimentId_id: { experimentId: key.experimentId, id: key.pipelineId } }
  const cancel = new AbortController()
  const done = new AbortController()
  const watching = watchForCancel(ctx, key, cancel, done.signal)
  const stage: StageContext = {
    ctx,
    row,
    inputs: pipelineInputsSchema.parse(row.inputs),
    parts: partsOf(row.id),
    journal: await Journal.open(ctx, row),
    signal: AbortSignal.any([signal, cancel.signal]),
  }
  try {
    for (const name of STAGES) {
      if (stage.journal.isDone(name)) continue
      if (!(await runStage(name, stage, cancel.signal))) return
    }
    await ctx.db.prisma.pipeline.update({ where, data: { status: "done", finishedAt: ctx.now() } })
  } finally {
    done.abort()
    await watching
  }
}

/** Writes down that a stage which went on elsewhere is over, because somebody cancelled the pipeline meanwhile. */
async function closeCancelled(ctx: Context, { experimentId, pipelineId }: PipelineKey): Promise<void> {
  const row = await requirePipeline(ctx, experimentId, pipelineId)
  if (row.status !== "cancelled") return
  const journal = await Journal.open(ctx, row)
  for (const name of STAGES) {
    if (journal.isRunning(name))
      await journal.end(name, "cancelled", "Cancelled. What was made so far stays.")
  }
}

/** Runs what is left of a pipeline, under its lock. Killed at any point, the next call goes on where it stood. */
export async function runPipeline(ctx: Context, key: PipelineKey, signal: AbortSignal): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const { experimentId, pipelineId } = key
  const work = async () => {
    const { count } = await ctx.db.prisma.pipeline.updateMany({
      where: { experimentId, id: pipelineId, status: { in: ["queued", "running"] } },
      data: { status: "running" },
    })
    if (count === 0) return closeCancelled(ctx, key)
    await ctx.db.prisma.pipeline.updateMany({
      where: { experimentId, id: pipelineId, startedAt: null },
      data: { startedAt: ctx.now() },
    })
    await runStages(ctx, key, signal)
  }
  await withAdvisoryLock(ctx.db, `pipeline:${pipelineId}`, work, signal)
}
