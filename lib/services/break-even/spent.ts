import type { BreakEvenAnswer } from "@/lib/contracts/break-even"
import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { getTrainer } from "@/lib/providers/registry"
import { isOwnMachine } from "@/lib/services/fine-tune/hosted-providers"
import { readTrainingBill } from "@/lib/services/fine-tune/training-bill"

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
      model: { select: { trainedBy: { select: JOB } } },
    },
  })
  const student = runs.find(({ id }) => id === studentRunId)
  const teacher = runs.find(({ id }) => id === teacherRunId)
  return {
    training: await describeTraining(ctx, student?.model.trainedBy ?? null),
    evaluation: describeEvaluation(student, teacher),
  }
}

const JOB = {
  experimentId: true,
  id: true,
  pipelineId: true,
  provider: true,
  costMicro: true,
  costKind: true,
  estimate: true,
} as const

type Job = Prisma.FineTuneGetPayload<{ select: typeof JOB }>

const KINDS = {
  reported: (provider: string) => `billed by ${provider}`,
  estimated: (provider: string) => `by ${provider}'s own estimate, which reports no bill`,
  computed: (provider: string) => `trained tokens at the listed price of ${provider}`,
}

const usd = (value: number) => `$${value.toFixed(2)}`

async function describeTraining(ctx: Context, job: Job | null): Promise<Spent> {
  if (!job) return { usd: null, note: "not trained here, so its bill is not on record" }
  if (job.provider === "embedded" || isOwnMachine(job.provider))
    return { usd: 0, note: "trained on this machine, nobody bills it" }
  const title = getTrainer(job.provider)?.title ?? job.provider
  const { trainingUsd, kind, endpointUsd, estimate } = await readTrainingBill(ctx, job)
  const expected = estimate
    ? `; ${usd(estimate.lowUsd)} to ${usd(estimate.highUsd)} was expected (${estimate.source})`
    : ""
  if (trainingUsd === null) return { usd: null, note: `${title} has not reported what it billed${expected}` }
  const hosting = endpointUsd === null ? "" : ` and ${usd(endpointUsd)} for its endpoint`
  return {
    usd: trainingUsd + (endpointUsd ?? 0),
    note: `${KINDS[kind ?? "reported"](title)}${hosting}${expected}`,
  }
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
