import { z } from "zod"
import { toSentence } from "@/lib/providers/answer-text"
import { classifyRefusal } from "@/lib/providers/classify-refusal"
import type { JobCheckpoint, JobEvent, JobPhase, JobReport, TrainingMetric } from "@/lib/providers/provider"

export const jobSchema = z.object({
  id: z.string(),
  status: z.string(),
  suffix: z.string().nullish(),
  model_output_name: z.string().nullish(),
  training_file: z.string().nullish(),
  token_count: z.number().nullish(),
})

export const eventSchema = z.object({
  created_at: z.string(),
  message: z.string(),
  type: z.string().nullish(),
  level: z.string().nullish(),
  step: z.number().nullish(),
  total_steps: z.number().nullish(),
  hash: z.string().nullish(),
})

export const checkpointSchema = z.object({ step: z.number().int(), path: z.string().nullish() })

const metricsSchema = z.object({
  "train/global_step": z.number().optional(),
  "train/loss": z.number().optional(),
  "eval/loss": z.number().optional(),
})

const PHASES: Record<string, JobPhase> = {
  pending: "pending",
  queued: "pending",
  running: "running",
  compressing: "running",
  uploading: "running",
  cancel_requested: "running",
  cancelled: "cancelled",
  error: "failed",
  completed: "succeeded",
}

type RawEvent = z.infer<typeof eventSchema>

/** Events have no ids: what was said when is what tells them apart. */
function toEvent({ created_at, type, step, level, message }: RawEvent): JobEvent {
  const at = new Date(created_at)
  const isError = level?.endsWith("error") || type === "job_error"
  return {
    key: [created_at, type ?? "", step ?? "", message].join("/").slice(0, 300),
    at: Number.isNaN(at.getTime()) ? new Date(0) : at,
    level: isError ? "error" : level?.includes("warning") || type === "warning" ? "warn" : "info",
    message: toSentence(message),
  }
}

export function toMetrics(rows: readonly unknown[], steps: number): TrainingMetric[] {
  return rows.flatMap((row) => {
    const metrics = metricsSchema.safeParse(row).data
    const step = metrics?.["train/global_step"]
    if (metrics === undefined || step === undefined) return []
    const at = { step, steps: Math.max(steps, step) }
    const train = metrics["train/loss"]
    const evaluation = metrics["eval/loss"]
    return [
      ...(train === undefined ? [] : [{ stage: "training", ...at, loss: train }]),
      ...(evaluation === undefined ? [] : [{ stage: "validation", ...at, loss: evaluation }]),
    ]
  })
}

function toFailure(status: string, events: readonly RawEvent[]): JobReport["failure"] {
  if (status !== "error") return null
  const said = events.findLast(({ type, level }) => type === "job_error" || level?.endsWith("error"))
  const message = toSentence(said?.message ?? "It gave no reason.")
  return { refusal: classifyRefusal({ status: null, code: said?.type ?? "", message }), message }
}

export interface JobParts {
  job: z.infer<typeof jobSchema>
  /** Oldest first. */
  events: RawEvent[]
  checkpoints: z.infer<typeof checkpointSchema>[]
  metrics: readonly unknown[]
  requestId: string | null
}

export function toJobReport({ job, events, checkpoints, metrics, requestId }: JobParts): JobReport {
  const steps = events.reduce((most, { total_steps }) => Math.max(most, total_steps ?? 0), 0)
  const points = toMetrics(metrics, steps)
  const step = points.reduce((most, point) => Math.max(most, point.step), 0)
  const kept = checkpoints.map(({ step: at }): JobCheckpoint => ({ step: at, model: null, loss: null }))
  return {
    status: job.status,
    phase: PHASES[job.status] ?? "running",
    progress: steps > 0 ? Math.min(1, step / steps) : null,
    events: events.map(toEvent),
    metrics: points,
    checkpoints: kept,
    model: job.status === "completed" ? (job.model_output_name ?? null) : null,
    trainedTokens: job.token_count ?? null,
    // `total_price` is stated in no documented unit.
    cost: null,
    failure: toFailure(job.status, events),
    requestId,
  }
}
