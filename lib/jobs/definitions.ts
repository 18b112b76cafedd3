import { z } from "zod"
import { defineJob, type Job } from "@/lib/jobs/job"

export const importFileJob = defineJob({
  name: "import-file",
  data: z.object({ importId: z.uuid() }),
  retryLimit: 3,
  concurrency: 1,
})

export const recomputeSuccessJob = defineJob({
  name: "recompute-success",
  data: z.object({ experimentId: z.uuid() }),
  retryLimit: 5,
  concurrency: 1,
})

export const recomputeCostJob = defineJob({
  name: "recompute-cost",
  data: z.object({ modelId: z.uuid() }),
  retryLimit: 5,
  concurrency: 1,
})

export const askJudgeJob = defineJob({
  name: "ask-judge",
  data: z.object({ experimentId: z.uuid(), runId: z.uuid() }),
  retryLimit: 5,
  concurrency: 2,
})

export const admitJudgeJob = defineJob({
  name: "admit-judge",
  data: z.object({ experimentId: z.uuid(), judgeId: z.uuid() }),
  retryLimit: 5,
  concurrency: 1,
})

export const evaluationJob = defineJob({
  name: "evaluation",
  data: z.object({ experimentId: z.uuid(), evaluationId: z.uuid() }),
  retryLimit: 5,
  concurrency: 2,
})

export const pipelineJob = defineJob({
  name: "pipeline",
  data: z.object({ experimentId: z.uuid(), pipelineId: z.uuid() }),
  retryLimit: 5,
  concurrency: 2,
})

/** One step of a training job at a provider. `nudge` lets a step be taken at once while the next one waits for its time. */
export const fineTuneJob = defineJob({
  name: "fine-tune",
  data: z.object({ experimentId: z.uuid(), fineTuneId: z.uuid(), nudge: z.boolean() }),
  retryLimit: 5,
  concurrency: 4,
})

/** The end of a deployment at a provider. */
export const deploymentJob = defineJob({
  name: "deployment",
  data: z.object({ deploymentId: z.uuid(), nudge: z.boolean() }),
  retryLimit: 5,
  concurrency: 2,
})

/** Tells of the end of a training job. */
export const noticeJob = defineJob({
  name: "notice",
  data: z.object({ experimentId: z.uuid(), fineTuneId: z.uuid() }),
  retryLimit: 8,
  concurrency: 2,
})

export const importanceFitJob = defineJob({
  name: "importance-fit",
  data: z.object({ experimentId: z.uuid(), fitId: z.string() }),
  retryLimit: 3,
  concurrency: 1,
})

export const episodeScanJob = defineJob({
  name: "episode-scan",
  data: z.object({ experimentId: z.uuid(), scanId: z.string() }),
  retryLimit: 3,
  concurrency: 1,
})

export const searchIndexJob = defineJob({
  name: "search-index",
  data: z.object({ experimentId: z.uuid() }),
  retryLimit: 5,
  concurrency: 1,
})

export const setOperationJob = defineJob({
  name: "set-operation",
  data: z.object({ experimentId: z.uuid(), operationId: z.uuid() }),
  retryLimit: 5,
  concurrency: 1,
})

export const removalJob = defineJob({
  name: "removal",
  data: z.object({ removalId: z.uuid() }),
  retryLimit: 5,
  concurrency: 1,
})

export const monitorCheckJob = defineJob({
  name: "monitor-check",
  data: z.object({ experimentId: z.uuid(), monitorId: z.uuid(), seq: z.int() }),
  retryLimit: 5,
  concurrency: 1,
})

export const demoJob = defineJob({ name: "demo", data: z.object({}), retryLimit: 5, concurrency: 1 })

/** Every kind of background work: what the queue is created from. A new kind joins here and in `handlers`. */
export const JOBS: readonly Job[] = [
  importFileJob,
  recomputeSuccessJob,
  recomputeCostJob,
  askJudgeJob,
  admitJudgeJob,
  evaluationJob,
  pipelineJob,
  fineTuneJob,
  deploymentJob,
  noticeJob,
  importanceFitJob,
  episodeScanJob,
  searchIndexJob,
  setOperationJob,
  removalJob,
  monitorCheckJob,
  demoJob,
]
