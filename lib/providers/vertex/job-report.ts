import type { TuningJob } from "@google/genai"
import { toSentence } from "@/lib/providers/answer-text"
import { classifyRefusal } from "@/lib/providers/classify-refusal"
import type { JobCheckpoint, JobEvent, JobPhase, JobReport } from "@/lib/providers/provider"

const PHASES: Record<string, JobPhase> = {
  JOB_STATE_QUEUED: "pending",
  JOB_STATE_PENDING: "pending",
  JOB_STATE_RUNNING: "running",
  JOB_STATE_UPDATING: "running",
  JOB_STATE_CANCELLING: "running",
  JOB_STATE_PAUSED: "paused",
  JOB_STATE_SUCCEEDED: "succeeded",
  JOB_STATE_PARTIALLY_SUCCEEDED: "succeeded",
  JOB_STATE_FAILED: "failed",
  JOB_STATE_EXPIRED: "failed",
  JOB_STATE_CANCELLED: "cancelled",
}

const numberOf = (text: unknown): number | null => {
  const value = Number(text ?? Number.NaN)
  return Number.isFinite(value) ? value : null
}

/** The service has no list of events: every new state and detail of it is one, and what became of the data. */
function toEvents(job: TuningJob, phase: JobPhase): JobEvent[] {
  const at = job.updateTime ? new Date(job.updateTime) : new Date(0)
  const words = [job.state, job.tuningJobState].filter(Boolean).join(", ")
  const events: JobEvent[] = [
    { key: `state/${words}`, at, level: phase === "failed" ? "error" : "info", message: words },
  ]
  const stats = job.tuningDataStats?.supervisedTuningDataStats
  const truncated = numberOf(stats?.totalTruncatedExampleCount)
  if (truncated) {
    const message = `The provider cut or left out ${truncated} examples.`
    events.push({ key: `truncated/${truncated}`, at, level: "warn", message })
  }
  // In a form that no reference tells, so that no curve is drawn from it.
  if (job.gcsMetricsUri) {
    const message = `Google keeps the loss at ${job.gcsMetricsUri}.`
    events.push({ key: `metrics/${job.gcsMetricsUri}`, at, level: "info", message })
  }
  for (const reason of new Set(stats?.droppedExampleReasons ?? [])) {
    events.push({ key: `dropped/${reason}`.slice(0, 300), at, level: "warn", message: toSentence(reason) })
  }
  return events
}

function toFailure({ error, state }: TuningJob, phase: JobPhase): JobReport["failure"] {
  if (phase !== "failed") return null
  const message = toSentence(error?.message || `The job is ${state}.`)
  return { refusal: classifyRefusal({ status: null, code: String(error?.code ?? ""), message }), message }
}

function toCheckpoints({ tunedModel }: TuningJob): JobCheckpoint[] {
  return (tunedModel?.checkpoints ?? []).flatMap(({ step, endpoint }) => {
    const at = numberOf(step)
    return at === null ? [] : [{ step: at, model: endpoint ?? null, loss: null }]
  })
}

export function toJobReport(job: TuningJob): JobReport {
  const state = job.state ?? "JOB_STATE_UNSPECIFIED"
  const phase = PHASES[state] ?? "running"
  const stats = job.tuningDataStats?.supervisedTuningDataStats
  const steps = numberOf(stats?.tuningStepCount)
  const done = numberOf(job.tuningJobMetadata?.completedStepCount)
  return {
    status: state,
    phase,
    progress: steps && done !== null ? Math.min(1, done / steps) : null,
    events: toEvents(job, phase),
    metrics: [],
    checkpoints: toCheckpoints(job),
    model: phase === "succeeded" ? (job.tunedModel?.endpoint ?? null) : null,
    trainedTokens: numberOf(stats?.totalBillableTokenCount),
    cost: null,
    failure: toFailure(job, phase),
    requestId: job.sdkHttpResponse?.headers?.["x-request-id"] ?? null,
  }
}
