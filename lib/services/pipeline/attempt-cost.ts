import type { PipelineInputs } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import type { CostPart } from "@/lib/domain/pricing/launch-cost"
import type { Price } from "@/lib/domain/pricing/price"
import { type Trainer, trainsAway } from "@/lib/providers/provider"
import { lookupModel } from "@/lib/services/model/lookup-price"
import { teacherEvaluationId } from "@/lib/services/pipeline/parts"

export interface AttemptPlan {
  experimentId: string
  inputs: PipelineInputs
  trainer: Trainer
  /** Of each side. */
  attempts: number
}

/** Two standard errors, for a range that holds nearly always. */
const SPREAD = 2
/** A student's attempts may take half as many tokens as its teacher's, or twice. */
const STUDENT = { low: 0.5, high: 2 }
/** Minutes until an endpoint answers, and seconds for each of a student's replies, as nobody promises them. */
const STARTING_MINUTES = { low: 5, high: 20 }
const REPLY_SECONDS = { low: 0.5, high: 5 }

/** Models that run on this machine bill nothing. */
const FREE = new Set(["scripted", "embedded"])

const RUN = {
  episodeCount: true,
  stepSum: true,
  costCount: true,
  costMicroSum: true,
  costMicroSumSquares: true,
  usageCount: true,
  inputTokenSum: true,
  outputTokenSum: true,
  modelId: true,
  model: { select: { provider: true } },
} as const

function readTeacher(ctx: Context, { experimentId, inputs }: AttemptPlan) {
  return ctx.db.prisma.run.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id: inputs.teacherRunId } },
    select: RUN,
  })
}

type Teacher = Awaited<ReturnType<typeof readTeacher>>

const free = (name: CostPart["name"], basis: string): CostPart => ({
  name,
  lowUsd: 0,
  highUsd: 0,
  basis,
  source: null,
  sourceDate: null,
})

const unknown = (name: CostPart["name"], basis: string): CostPart => ({
  ...free(name, basis),
  lowUsd: null,
  highUsd: null,
})

/** Mean cost of an attempt on record times attempts, with two standard errors of that sum. */
function priceTeacher(teacher: Teacher, attempts: number, isPlayed: boolean): CostPart {
  if (isPlayed) return free("teacher", "an earlier distillation had these attempts played")
  if (FREE.has(teacher.model.provider)) return free("teacher", "on this machine")
  const { costCount: n } = teacher
  if (n === 0) return unknown("teacher", `${attempts} attempts; none of its run has a cost`)
  const mean = Number(teacher.costMicroSum) / n
  const variance = n > 1 ? Math.max(0, (teacher.costMicroSumSquares - n * mean * mean) / (n - 1)) : 0
  const spread = SPREAD * Math.sqrt(variance * attempts)
  return {
    name: "teacher",
    lowUsd: Math.max(0, attempts * mean - spread) / 1e6,
    highUsd: (attempts * mean + spread) / 1e6,
    basis: `${attempts} attempts at $${(mean / 1e6).toPrecision(3)}, the mean of its run`,
    source: "this workspace",
    sourceDate: null,
  }
}

function priceTokens(teacher: Teacher, attempts: number, price: Price): CostPart {
  const { usageCount: n } = teacher
  if (n === 0) return unknown("student", `${attempts} attempts; the teacher's tokens are not on record`)
  const input = Number(teacher.inputTokenSum) / n
  const output = Number(teacher.outputTokenSum) / n
  const each = (input * price.inputUsdPerMTok + output * price.outputUsdPerMTok) / 1e6
  return {
    name: "student",
    lowUsd: attempts * each * STUDENT.low,
    highUsd: attempts * each * STUDENT.high,
    basis: `${attempts} attempts of half to twice the teacher's tokens (${Math.round(input)} in, ${Math.round(output)} out) at $${price.inputUsdPerMTok} in and $${price.outputUsdPerMTok} out a million`,
    source: price.source,
    sourceDate: price.sourceDate,
  }
}

function priceEndpoint(
  teacher: Teacher,
  { attempts, inputs, trainer }: AttemptPlan,
  deployment: { hourlyMicro: number | null; priceSource: string; priceDate?: string },
): CostPart {
  const replies = teacher.episodeCount > 0 ? Number(teacher.stepSum) / teacher.episodeCount / 2 : 0
  const waves = Math.ceil(attempts / inputs.evaluation.concurrency)
  const hours = (end: "low" | "high") =>
    (STARTING_MINUTES[end] * 60 + waves * replies * REPLY_SECONDS[end]) / 3600
  const kept = inputs.keepEndpoint ? "; then more until somebody stops it" : ""
  const basis = `${hours("low").toFixed(2)} to ${hours("high").toFixed(2)} h: 5 to 20 minutes to start, then ${attempts} attempts of about ${Math.round(replies)} replies at 0.5 to 5 s, ${inputs.evaluation.concurrency} at a time${kept}`
  if (deployment.hourlyMicro === null)
    return unknown("endpoint", `${basis}; ${trainer.title} has no price of it on record`)
  const hourlyUsd = deployment.hourlyMicro / 1e6
  return {
    name: "endpoint",
    lowUsd: hours("low") * hourlyUsd,
    highUsd: inputs.keepEndpoint ? null : hours("high") * hourlyUsd,
    basis: `${basis} x $${hourlyUsd} an hour`,
    source: deployment.priceSource,
    sourceDate: deployment.priceDate ?? null,
  }
}

function priceStudent(teacher: Teacher, plan: AttemptPlan): CostPart[] {
  const { trainer, attempts, inputs } = plan
  if (!trainsAway(trainer)) return [free("student", "on a machine of your own")]
  if (trainer.deployment) {
    return [priceEndpoint(teacher, plan, trainer.deployment), free("student", "served by the endpoint")]
  }
  const price = trainer.servingPrice?.(inputs.baseModel, (name) => lookupModel(name)?.price ?? null) ?? null
  return [
    price
      ? priceTokens(teacher, attempts, price)
      : unknown(
          "student",
          `${attempts} attempts; ${trainer.title} has no price of the tuned model on record`,
        ),
  ]
}

/** Both sides' attempts at the held-out tasks, and the hardware that serves the student. */
export async function priceAttempts(ctx: Context, plan: AttemptPlan): Promise<CostPart[]> {
  const { experimentId, inputs, attempts } = plan
  const teacher = await readTeacher(ctx, plan)
  const id = teacherEvaluationId(experimentId, teacher.modelId, inputs)
  const played = await ctx.db.prisma.evaluation.count({ where: { experimentId, id, status: "done" } })
  return [...priceStudent(teacher, plan), priceTeacher(teacher, attempts, played > 0)]
}
