import type { BadgeTone } from "@/components/ui/badge"
import type { StatusTone } from "@/components/ui/status-dot"
import type { EvaluationRecord } from "@/lib/contracts/evaluations"
import type { PipelineRecord, StageName } from "@/lib/contracts/pipelines"
import type { VerdictKind } from "@/lib/domain/stats/verdict"
import type { Objective } from "@/lib/domain/training"

export const STAGE_WORDS: Record<StageName, string> = {
  dataset: "Curate",
  training: "Train",
  evaluation: "Evaluate the student",
  teacher: "Evaluate the teacher",
  verdict: "Compare",
}

export const OBJECTIVE_WORDS: Record<Objective, string> = {
  all: "Every episode",
  success: "Successes only",
  topq: "Best share",
  sftq: "Drawn by score, SFT(Q)",
  weighted: "Importance weights",
}

export const VERDICT_BADGES: Record<VerdictKind, { tone: BadgeTone; words: string }> = {
  better: { tone: "good", words: "Student better" },
  worse: { tone: "bad", words: "Student worse" },
  cannot_tell: { tone: "neutral", words: "Cannot tell them apart" },
  inside_margin: { tone: "good", words: "Within your margin" },
}

type WorkStatus = PipelineRecord["status"] | EvaluationRecord["status"]

export const STATUS_WORDS: Record<WorkStatus, { tone: StatusTone; words: string }> = {
  queued: { tone: "waiting", words: "Waiting" },
  running: { tone: "running", words: "Running" },
  paused: { tone: "attention", words: "Paused" },
  done: { tone: "done", words: "Done" },
  failed: { tone: "failed", words: "Failed" },
  cancelled: { tone: "waiting", words: "Cancelled" },
}

/** Whether it will change by itself. */
export function isActive(status: WorkStatus): boolean {
  return status === "queued" || status === "running"
}
