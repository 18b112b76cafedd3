import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { CANARIES, type Canary, type CanaryResult, findCanaryProblem } from "@/lib/domain/judge/canaries"
import { writeTranscript } from "@/lib/domain/judge/transcript"
import { askJudge } from "@/lib/services/judge/ask"
import { parseCanaries } from "@/lib/services/judge/present-run"
import { recomputeJudged } from "@/lib/services/judge/recompute"
import type { JudgeSetting } from "@/lib/services/judge/setting"

async function askCanary(setting: JudgeSetting, canary: Canary, signal: AbortSignal): Promise<CanaryResult> {
  const { asked, tally } = setting
  const transcript = writeTranscript(canary.messages, {}, [])
  const judged = await askJudge(asked, transcript, { signal, onCall: (output) => tally.add(output) })
  return judged.ok
    ? { id: canary.id, verdict: judged.answer.verdict, problem: null }
    : { id: canary.id, verdict: null, problem: judged.problem }
}

/** Asks the canaries that have not answered, before any episode: whether the run's labels may count is known by then. */
export async function checkCanaries(ctx: Context, setting: JudgeSetting, signal: AbortSignal): Promise<void> {
  const { experimentId, id, judgeId } = setting.run
  const known = parseCanaries(setting.run.canaries).filter(({ verdict }) => verdict !== null)
  const missing = CANARIES.filter((canary) => !known.some((result) => result.id === canary.id))
  if (missing.length === 0) return
  const asked = await Promise.all(missing.map((canary) => askCanary(setting, canary, signal)))
  const canaries: CanaryResult[] = [...known, ...asked]
  const trusted = findCanaryProblem(canaries) === null
  await ctx.db.prisma.judgeRun.update({
    where: { experimentId_id: { experimentId, id } },
    data: { canaries: canaries as unknown as Prisma.InputJsonArray, trusted },
  })
  // In a run that is tried again, episodes were judged before.
  if (trusted && setting.judge.allowed) await recomputeJudged(ctx, { experimentId, judgeId }, signal)
}
