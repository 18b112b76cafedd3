import type { z } from "zod"
import type { JudgeDetail, decideJudge as route } from "@/lib/contracts/judges"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { admitJudgeJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { decisionsSchema, getJudge } from "@/lib/services/judge/get"
import { getJudgeAgreement } from "@/lib/services/judge/get-agreement"
import { requireJudge } from "@/lib/services/judge/require-judge"

type Input = z.output<(typeof route)["input"]>

const CLOSE = 1e-9

function isSame(left: number | null, right: number | null): boolean {
  return left === null || right === null ? left === right : Math.abs(left - right) < CLOSE
}

/** The agreement of now, as long as it is what the decision rests on. */
async function requireSeen(ctx: Context, { experimentId, judgeId, allowed, seen }: Input) {
  const { kappa } = await getJudgeAgreement(ctx, { experimentId, judgeId })
  if (!allowed) return kappa
  if (kappa.n === 0) {
    throw new AppError(
      "CONFLICT",
      "Nothing is known of its agreement yet: let people judge some of the episodes that a trusted run of it judged.",
    )
  }
  if (seen.n !== kappa.n || !isSame(seen.kappa, kappa.value)) {
    throw new AppError("CONFLICT", "Labels have changed since: look at the agreement again.")
  }
  return kappa
}

/**
 * Lets the judge's labels count as current ones, or no longer; the episodes follow in a job.
 * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT without an agreement, or when it is another than was seen.
 */
export async function decideJudge(ctx: Context, input: Input): Promise<JudgeDetail> {
  requirePermission(ctx.actor, "judge.manage")
  const { experimentId, judgeId, allowed } = input
  const judge = await requireJudge(ctx, experimentId, judgeId)
  const kappa = await requireSeen(ctx, input)
  if (judge.allowed === allowed) return getJudge(ctx, { experimentId, judgeId })
  const { userId, name } = ctx.actor
  const at = ctx.now()
  const seen = { kappa: kappa.value, low: kappa.low, high: kappa.high, n: kappa.n }
  const decision = { allowed, byId: userId, byName: name, at: at.toISOString(), seen }
  const { count } = await ctx.db.prisma.judge.updateMany({
    where: { experimentId, id: judgeId, allowed: !allowed },
    data: {
      allowed,
      recomputingAt: at,
      decisions: [...decisionsSchema.parse(judge.decisions), decision],
    },
  })
  if (count === 0) throw new AppError("CONFLICT", "Somebody else has just decided about this judge.")
  await enqueueJob(ctx.db, admitJudgeJob, { experimentId, judgeId })
  return getJudge(ctx, { experimentId, judgeId })
}
