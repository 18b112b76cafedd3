import { z } from "zod"
import { toSentence } from "@/lib/providers/answer-text"
import { classifyRefusal } from "@/lib/providers/classify-refusal"
import type { JobCheckpoint, JobEvent, JobPhase, JobReport, TrainingMetric } from "@/lib/providers/provider"

/** Read loosely: servers of this form differ, and the service itself adds words that no SDK knows yet. */
export const jobSchema = z.object({
  id: z.string(),
  status: z.string(),
  fine_tuned_model: z.string().nullish(),
  trained_tokens: z.number().int().nullish(),
  error: z
    .object({ code: z.string().nullish(), message: z.string().nullish(), param: z.string().nullish() })
    .nullish(),
})

export const eventSchema = z.object({
  id: z.string(),
  created_at: z.number(),
  level: z.string().nullish(),
  message: z.string(),
  type: z.string().nullish(),
  data: z.unknown().optional(),
})

export const checkpointSchema = z.object({
  fine_tuned_model_checkpoint: z.string().nullish(),
  step_number: z.number().int(),
  metrics: z.object({ train_loss: z.number().nullish(), full_valid_loss: z.number().nullish() }).nullish(),
})

const metricsSchema = z.object({
  step: z.number().int(),
  total_steps: z.number().int().nullish(),
  train_loss: z.number().nullish(),
  valid_loss: z.number().nullish(),
})

const PHASES: Record<string, JobPhase> = {
  validating_files: "pending",
  queued: "pending",
  running: "running",
  pausing: "running",
  paused: "paused",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
}

function toEvent({ id, created_at, level, message }: z.infer<typeof eventSchema>): JobEvent {
  const known = level === "warn" || level === "error" ? level : "info"
  return { key: id, at: new Date(created_at * 1000), level: known, message: toSentence(message) }
}

function toMetrics({ data }: z.infer<typeof eventSchema>): TrainingMetric[] {
  const metrics = metricsSchema.safeParse(data).data
  if (!metrics) return []
  const { step, total_steps, train_loss, valid_loss } = metrics
  const steps = Math.max(total_steps ?? step, step)
  return [
    ...(train_loss == null ? [] : [{ stage: "training", step, steps, loss: train_loss }]),
    ...(valid_loss == null ? [] : [{ stage: "validation", step, steps, loss: valid_loss }]),
  ]
}

function toCheckpoint(checkpoint: z.infer<typeof checkpointSchema>): JobCheckpoint {
  return {
    step: checkpoint.step_number,
    model: checkpoint.fine_tuned_model_checkpoint ?? null,
    loss: checkpoint.metrics?.train_loss ?? null,
  }
}

function toFailure(job: z.infer<typeof jobSchema>): JobReport["failure"] {
  if (job.status !== "failed") return null
  const { code, message, param } = job.error ?? {}
  const said = [message ?? "It gave no reason.", param ? `(${param})` : ""].join(" ")
  const answer = { status: null, code: code ?? "", message: said }
  return { refusal: classifyRefusal(answer), message: toSentence(said) }
}

export interface JobParts {
  job: z.infer<typeof jobSchema>
  /** Oldest first. */
  events: z.infer<typeof eventSchema>[]
  checkpoints: z.infer<typeof checkpointSchema>[]
  requestId: string | null
}

export function toJobReport({ job, events, checkpoints, requestId }: JobParts): JobReport {
  const metrics = events.flatMap(toMetrics)
  const last = metrics.findLast(({ stage }) => stage === "training")
  return {
    status: job.status,
    phase: PHASES[job.status] ?? "running",
    progress: last && last.steps > 0 ? Math.min(1, last.step / last.steps) : null,
    events: events.map(toEvent),
    metrics,
    checkpoints: checkpoints.map(toCheckpoint),
    model: job.fine_tuned_model ?? null,
    trainedTokens: job.trained_tokens ?? null,
    cost: null,
    failure: toFailure(job),
    requestId,
  }
}
