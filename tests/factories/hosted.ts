import type { PipelineInputs, PipelineRecord } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { fineTuneJob, pipelineJob } from "@/lib/jobs/definitions"
import { createConnection } from "@/lib/services/connection/create"
import { advanceFineTune } from "@/lib/services/fine-tune/advance"
import { getPipeline } from "@/lib/services/pipeline/get"
import { runPipeline } from "@/lib/services/pipeline/run"
import { startPipeline } from "@/lib/services/pipeline/start"
import { type BabyAiSetting, makePipelineInputs } from "@/tests/factories/babyai"

type Connection = Parameters<typeof createConnection>[1]

/** An account at a server on the loopback. */
export function connectTo(ctx: Context, connection: Pick<Connection, "baseUrl"> & Partial<Connection>) {
  const name = `${connection.kind} ${Math.random().toString(36).slice(2, 8)}`
  return createConnection(ctx, {
    name,
    kind: "openai-compatible",
    settings: {},
    allowPrivate: true,
    ...connection,
  })
}

export interface HostedTarget {
  provider: string
  /** None for a machine of the workspace's own. */
  connectionId?: string
  baseModel: string
  config?: Record<string, unknown>
  objective?: PipelineInputs["objective"]
}

/** What is sent to distill a run at a provider. */
export function makeHostedInputs(
  setting: BabyAiSetting,
  teacherRunId: string,
  { provider, connectionId, baseModel, config = {}, objective = "success" }: HostedTarget,
): PipelineInputs {
  const inputs = makePipelineInputs(setting, teacherRunId, "success", config)
  const evaluation = { ...inputs.evaluation, taskLimit: 4, maxSteps: 4 }
  const account = connectionId ? { connectionId } : {}
  return { ...inputs, provider, ...account, baseModel, objective, evaluation }
}

const UNTIL_DONE = 400

/** Starts a pipeline and does what its worker would, step by step and without waiting, until it ends or `until` says so. */
export async function playPipeline(
  ctx: Context,
  experimentId: string,
  inputs: PipelineInputs,
  until: (pipeline: PipelineRecord) => boolean = () => false,
): Promise<PipelineRecord> {
  const { id } = await startPipeline(ctx, { experimentId, name: "student", inputs, budgetUsd: null })
  return goOn(ctx, { experimentId, pipelineId: id }, until)
}

export async function goOn(
  ctx: Context,
  key: { experimentId: string; pipelineId: string },
  until: (pipeline: PipelineRecord) => boolean = () => false,
): Promise<PipelineRecord> {
  const signal = new AbortController().signal
  for (let steps = 0; steps < UNTIL_DONE; steps++) {
    await runPipeline(ctx, pipelineJob.data.parse(key), signal)
    const pipeline = await getPipeline(ctx, key)
    const isOver = pipeline.status !== "running" && pipeline.status !== "queued"
    const isMoving = pipeline.hosted?.status === "running" || pipeline.hosted?.status === "queued"
    if ((isOver && !isMoving) || until(pipeline)) return pipeline
    if (!pipeline.fineTuneId) continue
    const data = { experimentId: key.experimentId, fineTuneId: pipeline.fineTuneId, nudge: false }
    await advanceFineTune(ctx, fineTuneJob.data.parse(data), signal)
  }
  throw new Error("the pipeline did not come to an end")
}
