import type { z } from "zod"
import type { Policy } from "@/lib/contracts/policy"
import type { Message, ToolDefinition } from "@/lib/domain/message"
import type { Price } from "@/lib/domain/pricing/price"
import type { Objective } from "@/lib/domain/training"

/** One kept (or reference) episode as a trainer sees it. */
export interface TrainingExample {
  id: string
  /** Task family. */
  group: string
  split: "train" | "validation"
  score: number | null
  weight: number
  messages: Message[]
  /** Places of replies that are context only. */
  masked: readonly number[]
  tools: ToolDefinition[]
}

export interface TrainingJob {
  objective: Objective
  baseModel: string
  config: unknown
  seed: number
  datasetHash: string
  /** Reads the dataset's episodes, in its order. */
  loadMembers(): Promise<TrainingExample[]>
  /** Reads every episode of the runs behind the dataset: the sample of the policy that made it. */
  loadReference(): Promise<TrainingExample[]>
}

export interface TrainingEstimate {
  seconds: number | null
  costMicro: number | null
  source: string
}

/** Provider-side state; `lost` means that nobody knows the handle any more and the job must be created again. */
export type TrainingState =
  | { kind: "running"; progress: number; stage: string; metrics: TrainingMetric[] }
  | { kind: "succeeded"; metrics: TrainingMetric[]; result: TrainedModel }
  | { kind: "failed"; reason: string }
  | { kind: "cancelled" }
  | { kind: "lost" }

/** One point of the loss curve; `loss` is nats per action or token, as the provider reports it. */
export interface TrainingMetric {
  stage: string
  step: number
  steps: number
  loss: number
}

/** What training yields: weights we keep ourselves, or the name of a model that the provider serves. */
export interface TrainedModel {
  header: Record<string, unknown>
  bytes: Uint8Array<ArrayBuffer> | null
  notes: Record<string, unknown>
}

/** How much likelier the calls of an episode are where only kept episodes were learnt from: a mean over its `calls`, in nats. */
export interface EpisodeRatio {
  id: string
  meanLogRatio: number
  calls: number
}

export interface RatioJob {
  members: TrainingExample[]
  /** Every episode that the members were chosen from. */
  reference: TrainingExample[]
  seed: number
}

export interface TrainerCapabilities {
  rowWeights: "loss" | "resample" | "none"
  stepWeights: boolean
  tools: boolean
  cancel: boolean
}

/** A service or runtime that fine-tunes. `create` is called once per idempotency key; it saves its handle before it can cost. */
export interface Trainer {
  readonly id: string
  readonly title: string
  readonly capabilities: TrainerCapabilities
  readonly baseModels: readonly { id: string; title: string }[]
  readonly configSchema: z.ZodType
  /** The price of its models where nobody bills them; null where the provider does. */
  readonly notionalPrice: Price | null
  validate(job: { examples: number; objective: Objective }): string[]
  estimate(job: { examples: number; objective: Objective; config: unknown }): TrainingEstimate
  create(
    job: TrainingJob,
    options: { saveHandle(handle: Record<string, unknown>): Promise<void>; idempotencyKey: string },
  ): Promise<void>
  poll(handle: Record<string, unknown>): Promise<TrainingState>
  cancel(handle: Record<string, unknown>): Promise<void>
  /**
   * Cross-fitted log-ratios for importance weights, where the trainer has models of its own to measure them with. Seconds to
   * minutes. @throws AppError INVALID_INPUT or UNSUPPORTED when nothing in the episodes can be scored.
   */
  measureRatios?(
    job: RatioJob,
    options: { signal: AbortSignal; onProgress(progress: number, stage: string): void },
  ): Promise<EpisodeRatio[]>
  /** Frees what the provider still holds of a finished job. */
  teardown(handle: Record<string, unknown>): Promise<void>
  /** The trained model as a policy. @throws AppError when the stored weights cannot be used. */
  policy(model: { id: string; header: unknown; bytes: Uint8Array }): Policy
}
