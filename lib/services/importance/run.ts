import type { Context } from "@/lib/db/context"
import { readMessageTexts } from "@/lib/db/dataset.sql"
import { AppError } from "@/lib/domain/errors"
import type { Message } from "@/lib/domain/message"
import { requirePermission } from "@/lib/domain/policy"
import type { EpisodeRatio, TrainingExample } from "@/lib/providers/provider"
import { TRAINERS } from "@/lib/providers/registry"

const EPISODES_PER_READ = 500

interface FitKey {
  experimentId: string
  fitId: string
}

/** Called as it goes on, 0..1. */
type OnProgress = (progress: number, stage: string) => Promise<void>

async function loadExamples(
  ctx: Context,
  experimentId: string,
  ids: readonly string[],
): Promise<TrainingExample[]> {
  const examples: TrainingExample[] = []
  for (let from = 0; from < ids.length; from += EPISODES_PER_READ) {
    const batch = ids.slice(from, from + EPISODES_PER_READ)
    const texts = await readMessageTexts(ctx.db.pool, experimentId, batch)
    for (const id of batch) {
      const messages = (texts.get(id) ?? []).map((text) => JSON.parse(text) as Message)
      examples.push({
        id,
        group: "",
        split: "train",
        score: null,
        weight: 1,
        messages,
        masked: [],
        tools: [],
      })
    }
  }
  return examples
}

/** The trainer whose models run on this machine, so that they can say how likely a call is. */
function requireMeasurer() {
  const measure = TRAINERS.find((trainer) => trainer.kind === "local")?.measureRatios
  if (!measure) throw new AppError("UNSUPPORTED", "No trainer of this installation can measure log-ratios.")
  return measure
}

/** Passes progress on, one at a time: what comes while the one before is being written is left out. */
function createRecorder(ctx: Context, { experimentId, fitId }: FitKey, onProgress: OnProgress) {
  let writing: Promise<void> | null = null
  const write = async (progress: number, stage: string) => {
    const where = { experimentId, id: fitId, status: "running" }
    await ctx.db.prisma.importanceFit.updateMany({ where, data: { progress, stage } })
    await onProgress(progress, stage)
    writing = null
  }
  return {
    report(progress: number, stage: string) {
      writing ??= write(progress, stage)
    },
    settled: async () => writing,
  }
}

async function measure(ctx: Context, key: FitKey, signal: AbortSignal, onProgress: OnProgress) {
  const { experimentId, fitId } = key
  const fit = await ctx.db.prisma.importanceFit.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id: fitId } },
  })
  const reference = await loadExamples(ctx, experimentId, fit.referenceIds)
  const byId = new Map(reference.map((example) => [example.id, example]))
  const members = fit.memberIds.flatMap((id) => byId.get(id) ?? [])
  const recorder = createRecorder(ctx, key, onProgress)
  const job = { members, reference, seed: Number(fit.seed) }
  try {
    return await requireMeasurer()(job, { signal, onProgress: recorder.report })
  } finally {
    await recorder.settled()
  }
}

/**
 * Measures one selection, unless that was done. Deterministic, so a run after a crash gives the same. What cannot be measured
 * is kept as the reason; an abort leaves it for the next run.
 */
export async function runImportanceFit(
  ctx: Context,
  key: FitKey,
  signal: AbortSignal,
  onProgress: OnProgress = async () => undefined,
): Promise<void> {
  requirePermission(ctx.actor, "dataset.write")
  const where = { experimentId: key.experimentId, id: key.fitId }
  const { count } = await ctx.db.prisma.importanceFit.updateMany({
    where: { ...where, status: { in: ["queued", "running"] } },
    data: { status: "running" },
  })
  if (count === 0) return
  try {
    const ratios = await measure(ctx, key, signal, onProgress)
    await ctx.db.prisma.importanceFit.updateMany({
      where,
      data: { status: "done", progress: 1, ratios: ratios.map(toTuple), finishedAt: ctx.now() },
    })
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error
    await ctx.db.prisma.importanceFit.updateMany({
      where,
      data: { status: "failed", error: error.message, finishedAt: ctx.now() },
    })
  }
}

function toTuple({ id, meanLogRatio, calls }: EpisodeRatio): [string, number, number] {
  return [id, meanLogRatio, calls]
}
