import type { BreakEvenAnswer } from "@/lib/contracts/break-even"
import type { Context } from "@/lib/db/context"

interface Pair {
  experimentId: string
  teacherRunId: string
  studentRunId: string
}

type Spent = BreakEvenAnswer["training"]

/** What was paid to train the student and to evaluate the pair, as far as it is on record. */
export async function readSpent(
  ctx: Context,
  { experimentId, teacherRunId, studentRunId }: Pair,
): Promise<{ training: Spent; evaluation: Spent }> {
  const runs = await ctx.db.prisma.run.findMany({
    where: { experimentId, id: { in: [teacherRunId, studentRunId] } },
    select: {
      id: true,
      episodeCount: true,
      costCount: true,
      costMicroSum: true,
      environmentCostMicroSum: true,
      evaluation: { select: { spentMicro: true } },
      model: { select: { trainedBy: { select: { provider: true, costMicro: true } } } },
    },
  })
  const student = runs.find(({ id }) => id === studentRunId)
  const teacher = runs.find(({ id }) => id === teacherRunId)
  return {
    training: describeTraining(student?.model.trainedBy ?? null),
    evaluation: describeEvaluation(student, teacher),
  }
}

function describeTraining(job: { provider: string; costMicro: bigint | null } | null): Spent {
  if (!job) return { usd: null, note: "not trained here, so its bill is not on record" }
  if (job.costMicro !== null) return { usd: Number(job.costMicro) / 1e6, note: `billed by ${job.provider}` }
  return job.provider === "embedded"
    ? { usd: 0, note: "trained on this machine, nobody bills it" }
    : { usd: null, note: `${job.provider} has not reported what it billed` }
}

interface RunBill {
  episodeCount: number
  costCount: number
  costMicroSum: bigint
  environmentCostMicroSum: bigint
  evaluation: { spentMicro: bigint } | null
}

function describeEvaluation(student: RunBill | undefined, teacher: RunBill | undefined): Spent {
  const spent = (teacher?.evaluation?.spentMicro ?? 0n) + (student?.evaluation?.spentMicro ?? 0n)
  if (student?.evaluation) {
    const both = teacher?.evaluation ? "both evaluations" : "the student's evaluation"
    return { usd: Number(spent) / 1e6, note: `billed for ${both}` }
  }
  if (!student || student.episodeCount === 0 || student.costCount < student.episodeCount) {
    return { usd: null, note: "the student's episodes do not all have a cost" }
  }
  const total = student.costMicroSum + student.environmentCostMicroSum + spent
  return { usd: Number(total) / 1e6, note: "what the student's recorded episodes cost" }
}
