import { setTimeout as sleep } from "node:timers/promises"
import type { Context } from "@/lib/db/context"
import { type FineTune, Prisma } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { OBJECTIVES } from "@/lib/domain/training"
import type { LocalTrainer, TrainingState } from "@/lib/providers/provider"
import { getLocalTrainer } from "@/lib/providers/registry"
import { loadMemberExamples, loadReferenceExamples } from "@/lib/services/fine-tune/load-examples"
import { saveTrainedModel } from "@/lib/services/fine-tune/save-model"

const POLL_MS = 200

type Running = Extract<TrainingState, { kind: "running" }>

interface FineTuneRun {
  experimentId: string
  fineTuneId: string
  modelName: string
  /** Called after each poll while it runs. */
  onProgress(state: Running): Promise<void>
}

async function createAtProvider(ctx: Context, trainer: LocalTrainer, row: FineTune): Promise<void> {
  const { experimentId, datasetId } = row
  const where = { experimentId_id: { experimentId, id: row.id } }
  const dataset = await ctx.db.prisma.dataset.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id: datasetId } },
    select: { hash: true },
  })
  const config = row.config as { seed: number; settings: Record<string, unknown> }
  await trainer.create(
    {
      objective: OBJECTIVES.find((objective) => objective === row.objective) ?? "success",
      baseModel: row.baseModel,
      config: config.settings,
      seed: config.seed,
      datasetHash: dataset.hash,
      loadMembers: () => loadMemberExamples(ctx, { experimentId, datasetId }),
      loadReference: () => loadReferenceExamples(ctx, { experimentId, datasetId }),
    },
    {
      idempotencyKey: row.idempotencyKey,
      saveHandle: async (handle) => {
        const data = { handle: handle as Prisma.InputJsonObject, status: "running", startedAt: ctx.now() }
        await ctx.db.prisma.fineTune.update({ where, data })
      },
    },
  )
}

/** The provider's word on the job; a job nobody knows any more is created again under the same key. */
async function readState(ctx: Context, trainer: LocalTrainer, row: FineTune): Promise<TrainingState> {
  const where = { experimentId_id: { experimentId: row.experimentId, id: row.id } }
  const { handle } = await ctx.db.prisma.fineTune.findUniqueOrThrow({ where, select: { handle: true } })
  if (handle) {
    const state = await trainer.poll(handle as Record<string, unknown>)
    if (state.kind !== "lost") return state
  }
  await createAtProvider(ctx, trainer, row)
  return { kind: "running", progress: 0, stage: "starting", metrics: [] }
}

/**
 * Drives one training job of this machine to its end and stores the model it yields. Safe to call again after a crash; an abort cancels the job
 * at the provider.
 * @throws AppError UNAVAILABLE with the provider's reason when it failed.
 */
export async function runLocalFineTune(ctx: Context, run: FineTuneRun, signal: AbortSignal): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const where = { experimentId_id: { experimentId: run.experimentId, id: run.fineTuneId } }
  const row = await ctx.db.prisma.fineTune.findUniqueOrThrow({ where })
  if (row.modelId) return
  const trainer = getLocalTrainer(row.provider)
  if (!trainer) throw new AppError("UNSUPPORTED", `There is no trainer ${row.provider} on this machine.`)
  for (;;) {
    const state = await readState(ctx, trainer, row)
    if (state.kind === "succeeded") {
      await saveTrainedModel(ctx, row, run.modelName, state)
      return trainer.teardown({ idempotencyKey: row.idempotencyKey })
    }
    if (state.kind !== "running") {
      const reason = state.kind === "failed" ? state.reason : "Training was cancelled."
      await ctx.db.prisma.fineTune.update({
        where,
        data: { status: state.kind, error: reason, handle: Prisma.DbNull },
      })
      throw new AppError("UNAVAILABLE", reason)
    }
    await run.onProgress(state)
    if (signal.aborted) {
      const { handle } = await ctx.db.prisma.fineTune.findUniqueOrThrow({ where, select: { handle: true } })
      await trainer.cancel((handle ?? {}) as Record<string, unknown>)
      // Without its handle a retry creates the job again instead of finding the cancelled one.
      await ctx.db.prisma.fineTune.update({ where, data: { status: "cancelled", handle: Prisma.DbNull } })
      signal.throwIfAborted()
    }
    await sleep(POLL_MS)
  }
}
