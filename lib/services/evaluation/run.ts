import { setImmediate, setTimeout as sleep } from "node:timers/promises"
import type { EpisodeInput } from "@/lib/contracts/episode-input"
import type { Policy } from "@/lib/contracts/policy"
import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { createRandom } from "@/lib/domain/random"
import type { Environment, EnvironmentPorts } from "@/lib/environments/environment"
import { createPorts } from "@/lib/services/environment/create-ports"
import { loadEnvironment } from "@/lib/services/environment/load"
import { type PlannedAttempt, planAttempts } from "@/lib/services/evaluation/plan-attempts"
import { playAttempt } from "@/lib/services/evaluation/play-attempt"
import { presentEvaluation } from "@/lib/services/evaluation/present-evaluation"
import { requireEvaluation } from "@/lib/services/evaluation/require-evaluation"
import { Spending } from "@/lib/services/evaluation/spending"
import { toEpisodeInput } from "@/lib/services/evaluation/to-episode-input"
import { ingestEpisodes } from "@/lib/services/ingest/ingest"
import { createModelPolicy } from "@/lib/services/model/create-policy"
import { readCurrentPrice } from "@/lib/services/model/current-price"
import { refreshActions } from "@/lib/services/scan/start"

interface EvaluationKey {
  experimentId: string
  evaluationId: string
}

type Evaluation = Awaited<ReturnType<typeof requireEvaluation>>

interface Setting {
  evaluation: Evaluation
  environment: Environment
  policy: Policy
  ports: EnvironmentPorts
  spending: Spending
  plan: ReturnType<typeof presentEvaluation>["plan"]
}

const FLUSH_EVERY_MS = 500
const FLUSH_EPISODES = 200
const RETRY_ATTEMPTS = 6
const RETRY_BASE_MS = 500

async function prepareSetting(ctx: Context, evaluation: Evaluation): Promise<Setting> {
  const { environment: choice, plan } = presentEvaluation(evaluation)
  const { modelId } = await ctx.db.prisma.run.findUniqueOrThrow({
    where: { experimentId_id: { experimentId: evaluation.experimentId, id: evaluation.runId } },
    select: { modelId: true },
  })
  const model = await ctx.db.prisma.model.findUniqueOrThrow({ where: { id: modelId } })
  const spending = new Spending({
    spentMicro: Number(evaluation.spentMicro),
    budgetMicro: evaluation.budgetMicro === null ? null : Number(evaluation.budgetMicro),
    price: await readCurrentPrice(ctx.db, modelId),
  })
  return {
    evaluation,
    environment: await loadEnvironment(ctx, choice),
    policy: await createModelPolicy(ctx, model),
    ports: await createPorts(ctx, choice, plan),
    spending,
    plan,
  }
}

async function* listMissing(ctx: Context, setting: Setting): AsyncGenerator<PlannedAttempt> {
  const { experimentId, runId } = setting.evaluation
  const rows = await ctx.db.prisma.episode.findMany({
    where: { experimentId, runId },
    select: { externalId: true },
  })
  const made = new Set(rows.map((row) => row.externalId))
  for (const attempt of planAttempts(setting.environment, setting.plan)) {
    if (!made.has(attempt.externalId)) yield attempt
  }
}

async function play(ctx: Context, setting: Setting, attempt: PlannedAttempt, signal: AbortSignal) {
  const { environment, policy, ports, spending, plan } = setting
  const startedAt = ctx.now()
  const played = await playAttempt({
    environment,
    policy,
    ports,
    task: attempt.task,
    seed: attempt.seed,
    temperature: plan.temperature,
    maxSteps: plan.maxSteps ?? environment.maxSteps,
    wallMs: plan.wallMs,
    signal,
    onCall: (output) => spending.add(output),
    maySpend: () => !spending.isExhausted,
    retry: {
      attempts: RETRY_ATTEMPTS,
      baseDelayMs: RETRY_BASE_MS,
      random: createRandom(attempt.seed),
      sleep: (ms, abort) => sleep(ms, undefined, { signal: abort }),
    },
  })
  spending.addEnvironment(played.environmentCostMicro)
  return toEpisodeInput(setting.evaluation, attempt, played, startedAt)
}

/** Commits episodes as they come, tells how far it is, and stops the game when somebody paused or cancelled it. */
class Recorder {
  readonly #ctx: Context
  readonly #setting: Setting
  readonly #abort: AbortController
  #waiting: EpisodeInput[] = []
  #flushing: Promise<void> = Promise.resolve()
  #flushedAt = performance.now()

  constructor(ctx: Context, setting: Setting, abort: AbortController) {
    this.#ctx = ctx
    this.#setting = setting
    this.#abort = abort
  }

  async add(episode: EpisodeInput): Promise<void> {
    this.#waiting.push(episode)
    const isDue = performance.now() - this.#flushedAt >= FLUSH_EVERY_MS
    if (isDue || this.#waiting.length >= FLUSH_EPISODES) await this.flush()
  }

  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#write())
    return this.#flushing
  }

  async #write(): Promise<void> {
    this.#flushedAt = performance.now()
    const episodes = this.#waiting
    this.#waiting = []
    const { experimentId, runId, id } = this.#setting.evaluation
    // Before the episodes: what was paid stays counted when we are killed in between and they are played again.
    const spentMicro = BigInt(Math.round(this.#setting.spending.spentMicro))
    const { status } = await this.#ctx.db.prisma.evaluation.update({
      where: { experimentId_id: { experimentId, id } },
      data: { spentMicro },
      select: { status: true },
    })
    async function* records() {
      for (const [index, episode] of episodes.entries()) {
        yield { ok: true as const, line: index + 1, episode, repairs: [] }
      }
    }
    for await (const batch of ingestEpisodes(this.#ctx, { experimentId, runId, stream: records() })) {
      const [refused] = batch.rejected
      if (refused) throw new AppError("INTERNAL", `An episode could not be stored: ${refused.reason}.`)
    }
    if (status !== "running") this.#abort.abort()
  }
}

async function playAll(ctx: Context, setting: Setting, signal: AbortSignal): Promise<void> {
  const abort = new AbortController()
  const stop = AbortSignal.any([abort.signal, signal])
  const recorder = new Recorder(ctx, setting, abort)
  const missing = listMissing(ctx, setting)
  const playNext = async (): Promise<void> => {
    for (;;) {
      if (stop.aborted || setting.spending.isExhausted) return
      const next = await missing.next()
      if (next.done) return
      const episode = await play(ctx, setting, next.value, stop).catch((error: unknown) => {
        if (stop.aborted) return null
        throw error
      })
      if (episode) await recorder.add(episode)
      // Local policies never wait for anything; others in this process need their turn.
      await setImmediate()
    }
  }
  try {
    await Promise.all(Array.from({ length: setting.plan.concurrency }, playNext))
  } finally {
    abort.abort()
    await recorder.flush()
  }
  signal.throwIfAborted()
}

async function finish(ctx: Context, { evaluation, spending }: Setting): Promise<void> {
  const { experimentId, id } = evaluation
  const outcome = spending.isExhausted
    ? { status: "paused", error: "The budget is spent. Raise it to go on." }
    : { status: "done", error: null, finishedAt: ctx.now() }
  await ctx.db.prisma.evaluation.updateMany({ where: { experimentId, id, status: "running" }, data: outcome })
  await refreshActions(ctx, experimentId)
}

/** Plays what is missing of an evaluation, under its lock. Interrupted at any point, the next call goes on where it stood. */
export async function runEvaluation(
  ctx: Context,
  { experimentId, evaluationId }: EvaluationKey,
  signal: AbortSignal,
): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const work = async () => {
    const { count } = await ctx.db.prisma.evaluation.updateMany({
      where: { experimentId, id: evaluationId, status: { in: ["queued", "running"] } },
      data: { status: "running" },
    })
    if (count === 0) return
    await ctx.db.prisma.evaluation.updateMany({
      where: { experimentId, id: evaluationId, startedAt: null },
      data: { startedAt: ctx.now() },
    })
    try {
      const setting = await prepareSetting(ctx, await requireEvaluation(ctx, experimentId, evaluationId))
      await playAll(ctx, setting, signal)
      await finish(ctx, setting)
    } catch (error) {
      if (!(error instanceof AppError) || signal.aborted) throw error
      await ctx.db.prisma.evaluation.updateMany({
        where: { experimentId, id: evaluationId, status: "running" },
        data: { status: "failed", error: error.message, finishedAt: ctx.now() },
      })
    }
  }
  await withAdvisoryLock(ctx.db, `evaluation:${evaluationId}`, work, signal)
}
