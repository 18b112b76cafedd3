import { createHash } from "node:crypto"
import { z } from "zod"
import { toSentence } from "@/lib/providers/answer-text"
import { classifyRefusal } from "@/lib/providers/classify-refusal"
import type { JobEvent, JobPhase, JobReport, TrainingMetric } from "@/lib/providers/provider"

export const jobSchema = z.object({
  name: z.string(),
  state: z.string(),
  status: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
  updateTime: z.string().nullish(),
  outputModel: z.string().nullish(),
  /** Where jobs of preferences name theirs. */
  trainingConfig: z.object({ outputModel: z.string().nullish() }).nullish(),
  jobProgress: z.object({ percent: z.number().nullish(), epoch: z.number().nullish() }).nullish(),
  estimatedCost: z
    .object({
      currencyCode: z.string().nullish(),
      units: z.union([z.string(), z.number()]).nullish(),
      nanos: z.number().nullish(),
    })
    .nullish(),
  metricsFileSignedUrl: z.string().nullish(),
})

type Job = z.infer<typeof jobSchema>

const PHASES: Record<string, JobPhase> = {
  CREATING: "pending",
  VALIDATING: "pending",
  PENDING: "pending",
  RE_QUEUEING: "pending",
  CREATING_INPUT_DATASET: "pending",
  RUNNING: "running",
  WRITING_RESULTS: "running",
  CANCELLING: "running",
  PAUSED: "paused",
  IDLE: "running",
  COMPLETED: "succeeded",
  EARLY_STOPPED: "succeeded",
  FAILED: "failed",
  EXPIRED: "failed",
  CANCELLED: "cancelled",
  DELETING: "cancelled",
  DELETING_CLEANING_UP: "cancelled",
}

const metricSchema = z.object({
  step: z.number().int().optional(),
  global_step: z.number().int().optional(),
  loss: z.number().optional(),
  train_loss: z.number().optional(),
  eval_loss: z.number().optional(),
})

/** The service has no list of events: every new word about the state is one. */
function toEvents(job: Job, phase: JobPhase): JobEvent[] {
  const message = job.status?.message ? `${job.state}: ${job.status.message}` : job.state
  const at = job.updateTime ? new Date(job.updateTime) : new Date(0)
  const key = `state/${createHash("sha256").update(message).digest("hex").slice(0, 16)}`
  return [{ key, at, level: phase === "failed" ? "error" : "info", message: toSentence(message) }]
}

/** The loss file: one JSON object a line. */
export function parseMetrics(text: string): TrainingMetric[] {
  const points = text.split("\n").flatMap((line) => {
    if (!line.trim()) return []
    const row = metricSchema.safeParse(JSON.parse(line)).data
    const step = row?.step ?? row?.global_step
    if (!row || step === undefined) return []
    const loss = row.loss ?? row.train_loss
    return [
      ...(loss === undefined ? [] : [{ stage: "training", step, loss }]),
      ...(row.eval_loss === undefined ? [] : [{ stage: "validation", step, loss: row.eval_loss }]),
    ]
  })
  const steps = points.reduce((most, { step }) => Math.max(most, step), 0)
  return points.map((point) => ({ ...point, steps }))
}

function toFailure(job: Job, phase: JobPhase): JobReport["failure"] {
  if (phase !== "failed") return null
  const { code, message } = job.status ?? {}
  const said = toSentence(message || `The job is ${job.state}.`)
  return { refusal: classifyRefusal({ status: null, code: code ?? "", message: said }), message: said }
}

/** Google's form of money. It stays the provider's estimate: no bill is reported. */
function toCost({ estimatedCost }: Job): JobReport["cost"] {
  if (estimatedCost?.currencyCode !== "USD") return null
  const micro = Number(estimatedCost.units ?? 0) * 1e6 + Math.round((estimatedCost.nanos ?? 0) / 1e3)
  return { micro, kind: "estimated" }
}

export function toJobReport(job: Job, metrics: TrainingMetric[], requestId: string | null): JobReport {
  const phase = PHASES[job.state.replace(/^JOB_STATE_/, "")] ?? "running"
  const percent = job.jobProgress?.percent
  return {
    status: job.state,
    phase,
    progress: percent == null ? null : Math.min(1, percent / 100),
    events: toEvents(job, phase),
    metrics,
    checkpoints: [],
    model: phase === "succeeded" ? (job.outputModel ?? job.trainingConfig?.outputModel ?? null) : null,
    trainedTokens: null,
    cost: toCost(job),
    failure: toFailure(job, phase),
    requestId,
  }
}
