import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import type { JudgeRun } from "@/lib/db/generated/client"
import { listWaiting } from "@/lib/db/judgement.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { askJudge } from "@/lib/services/judge/ask"
import { checkCanaries } from "@/lib/services/judge/check-canaries"
import { parseReveals } from "@/lib/services/judge/present-judge"
import { readTranscript } from "@/lib/services/judge/read-transcript"
import { type JudgeSetting, prepareSetting } from "@/lib/services/judge/setting"
import { type JudgedTarget, storeJudgement } from "@/lib/services/judge/store"
import { watchRun } from "@/lib/services/judge/watch-run"

interface RunKey {
  experimentId: string
  runId: string
}

const PAGE = 200
/** So many in a row are no matter of single episodes. */
const FAILURES_IN_A_ROW = 8

async function* listMissing(ctx: Context, { experimentId, id }: JudgeRun): AsyncGenerator<JudgedTarget> {
  for (let after = -1; ; ) {
    const page = await listWaiting(ctx.db.pool, { experimentId, runId: id }, after, PAGE)
    yield* page
    after = page.at(-1)?.pos ?? after
    if (page.length < PAGE) return
  }
}

async function judgeOne(ctx: Context, setting: JudgeSetting, target: JudgedTarget, signal: AbortSignal) {
  const { judge, asked, tally } = setting
  const { experimentId } = judge
  const key = { experimentId, episodeId: target.episodeId }
  const transcript = await readTranscript(ctx, key, parseReveals(judge))
  if (transcript === null) return null
  const judged = await askJudge(asked, transcript, { signal, onCall: (output) => tally.add(output) })
  await storeJudgement(ctx, setting, target, judged)
  return judged
}

async function judgeAll(ctx: Context, setting: JudgeSetting, outer: AbortSignal): Promise<void> {
  const broken = new AbortController()
  const signal = AbortSignal.any([outer, broken.signal])
  const missing = listMissing(ctx, setting.run)
  let failures = 0
  const judgeNext = async (): Promise<void> => {
    while (!signal.aborted && !setting.tally.isExhausted) {
      const next = await missing.next()
      if (next.done) return
      const judged = await judgeOne(ctx, setting, next.value, signal)
      failures = judged?.ok === false ? failures + 1 : 0
      if (judged?.ok === false && failures >= FAILURES_IN_A_ROW) {
        throw new AppError(
          "UNAVAILABLE",
          `Stopped after ${failures} failures in a row. The last: ${judged.problem}`,
        )
      }
    }
  }
  let first: unknown = null
  const work = () =>
    judgeNext().catch((error: unknown) => {
      first ??= error
      broken.abort()
    })
  await Promise.all(Array.from({ length: setting.run.concurrency }, work))
  if (first !== null) throw first
}

async function finish(ctx: Context, { run: { experimentId, id }, tally }: JudgeSetting): Promise<void> {
  const waiting = await listWaiting(ctx.db.pool, { experimentId, runId: id }, -1, 1)
  const outcome =
    tally.isExhausted && waiting.length > 0
      ? { status: "paused", error: "The budget is spent. Raise it to go on." }
      : { status: "done", error: null, finishedAt: ctx.now() }
  await ctx.db.prisma.judgeRun.updateMany({ where: { experimentId, id, status: "running" }, data: outcome })
}

async function judge(ctx: Context, key: RunKey, signal: AbortSignal): Promise<void> {
  const watch = watchRun(ctx, key, signal)
  try {
    const setting = await prepareSetting(ctx, key)
    await checkCanaries(ctx, setting, watch.signal)
    await judgeAll(ctx, setting, watch.signal)
    if (!watch.signal.aborted) await finish(ctx, setting)
  } catch (error) {
    if (watch.signal.aborted && !signal.aborted) return
    throw error
  } finally {
    await watch.stop()
  }
}

/** Judges what is missing of a run, under its lock. Interrupted at any point, the next call goes on where it stood. */
export async function runJudge(ctx: Context, key: RunKey, signal: AbortSignal): Promise<void> {
  requirePermission(ctx.actor, "judge.manage")
  const where = { experimentId: key.experimentId, id: key.runId }
  const work = async () => {
    const { count } = await ctx.db.prisma.judgeRun.updateMany({
      where: { ...where, status: { in: ["queued", "running"] } },
      data: { status: "running" },
    })
    if (count === 0) return
    await ctx.db.prisma.judgeRun.updateMany({
      where: { ...where, startedAt: null },
      data: { startedAt: ctx.now() },
    })
    try {
      await judge(ctx, key, signal)
    } catch (error) {
      if (!(error instanceof AppError) || signal.aborted) throw error
      await ctx.db.prisma.judgeRun.updateMany({
        where: { ...where, status: "running" },
        data: { status: "failed", error: error.message, finishedAt: ctx.now() },
      })
    }
  }
  await withAdvisoryLock(ctx.db, `judge-run:${key.runId}`, work, signal)
  signal.throwIfAborted()
}
