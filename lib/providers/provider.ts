import type { z } from "zod"
import type { OutboundFetch } from "@/lib/contracts/outbound"
import type { Policy } from "@/lib/contracts/policy"
import type { Message, ToolDefinition } from "@/lib/domain/message"
import type { Price } from "@/lib/domain/pricing/price"
import type { TrainingPrice } from "@/lib/domain/pricing/training-price"
import type { Refusal } from "@/lib/domain/refusal"
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

/** Passes over the rows: equal ends where the number is set. */
export interface EpochRange {
  low: number
  high: number
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

/** What training on this machine yields: weights that we keep ourselves. */
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

/** What a trainer can do. `rowWeights` says how the weights of a dataset reach its loss. */
export interface TrainerCapabilities {
  rowWeights: "loss" | "resample"
  /** Single replies of an episode can be left out of the loss. */
  messageWeights: boolean
  preference: boolean
  tools: boolean
  lora: boolean
  cancel: boolean
  pause: boolean
  /** The provider itself says what a job will cost. */
  estimate: boolean
  /** Its models are served by hardware that is started for them and billed by the minute. */
  deploys: boolean
}

/** A model that can be trained, with the dates that its provider announced (ISO, UTC) and where that was read. */
export interface BaseModel {
  id: string
  title: string
  /** Last day on which a new job is taken. */
  trainableUntil?: string
  /** Day on which it and every fine-tune of it is switched off. */
  retiredAt?: string
  note?: string
  /** Longest example in tokens. */
  maxRowTokens?: number
  source?: string
  sourceDate?: string
}

interface TrainerBase {
  readonly id: string
  readonly title: string
  readonly capabilities: TrainerCapabilities
  readonly baseModels: readonly BaseModel[]
  readonly configSchema: z.ZodType
  /** Loss objectives that it can be asked for. */
  readonly objectives: readonly Objective[]
  validate(job: { examples: number; objective: Objective }): string[]
}

/** A runtime of this machine. `create` is called once per idempotency key; it saves its handle before it can cost. */
export interface LocalTrainer extends TrainerBase {
  readonly kind: "local"
  /** Seconds that training takes on one core that has nothing else to do. */
  estimateSeconds(job: { examples: number; objective: Objective; config: unknown }): number
  /** The price of its models where nobody bills them. */
  readonly notionalPrice: Price | null
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
  /** Frees what is still held of a finished job. */
  teardown(handle: Record<string, unknown>): Promise<void>
  /** The trained model as a policy. @throws AppError when the stored weights cannot be used. */
  policy(model: { id: string; header: unknown; bytes: Uint8Array }): Policy
}

/** An opened connection: the account that trains and pays. */
export interface ProviderAccess {
  baseUrl: string
  key: string | null
  headers: Record<string, string>
  /** What the kind of connection needs besides address and key. */
  settings: Record<string, unknown>
  fetch: OutboundFetch
}

/** How training differs for the provider: plain examples, or pairs of answers. */
export type TrainingMethod = "supervised" | "preference"

/** A training file on this disk, written by one of the exporters. */
export interface TrainingFile {
  role: "training" | "validation"
  path: string
  name: string
  byteCount: number
  rowCount: number
  sha256: string
}

export type JsonObject = Record<string, unknown>

export interface HostedJob {
  /** Unique for this attempt; the provider's job can be found by it. */
  key: string
  name: string
  baseModel: string
  method: TrainingMethod
  config: unknown
  seed: number
  /** As `upload` answered them. */
  files: { training: JsonObject; validation: JsonObject | null }
}

export type JobPhase = "pending" | "running" | "paused" | "succeeded" | "failed" | "cancelled"

export interface JobEvent {
  /** The provider's id of it, or one that follows from its contents. */
  key: string
  at: Date
  level: "info" | "warn" | "error"
  message: string
}

export interface JobCheckpoint {
  step: number
  /** As the provider serves it; null where it does not. */
  model: string | null
  loss: number | null
}

/** What a provider says of a job. */
export interface JobReport {
  /** Its own word. */
  status: string
  phase: JobPhase
  /** 0..1; null while unknown. */
  progress: number | null
  /** Those that came since the last report may be all; known ones are told apart by their key. */
  events: JobEvent[]
  metrics: TrainingMetric[]
  checkpoints: JobCheckpoint[]
  /** What it trained, as it is called from now on. */
  model: string | null
  trainedTokens: number | null
  /** Its bill, or what the provider expects it to be. */
  cost: { micro: number; kind: "reported" | "estimated" } | null
  /** Why it failed, classified and in the provider's words. */
  failure: { refusal: Refusal; message: string } | null
  requestId: string | null
}

/** What a provider itself expects to bill for a job. */
export interface PriceEstimate {
  costMicro: number
  tokens: number | null
  /** False where the account's own limit would refuse the job. */
  isAllowed: boolean
}

/** A provider as one account sees it. Every call fails with a ProviderError or the signal's reason; none is repeated inside. */
export interface HostedClient {
  /** Streams a file; answers what it is called there. */
  upload(file: TrainingFile, key: string, signal: AbortSignal): Promise<JsonObject>
  /** Whether an uploaded file can be trained on yet. @throws ProviderError invalid_file when it never will be. */
  isUploadReady(upload: JsonObject): Promise<boolean>
  /** Null while it does not say. */
  estimatePrice?(job: HostedJob): Promise<PriceEstimate | null>
  /** The job of a key, where there is one. */
  find(job: HostedJob): Promise<JsonObject | null>
  create(job: HostedJob): Promise<JsonObject>
  /** `knownEvent` is the key of the latest event that is stored. */
  poll(handle: JsonObject, options: { knownEvent: string | null }): Promise<JobReport>
  cancel(handle: JsonObject): Promise<void>
  pause?(handle: JsonObject): Promise<void>
  resume?(handle: JsonObject): Promise<void>
  readonly deployments?: DeploymentClient
}

export interface DeploymentOrder {
  /** Unique; the deployment can be found by it. */
  key: string
  /** The trained model. */
  model: string
  config: unknown
}

export interface DeploymentReport {
  status: string
  phase: "starting" | "ready" | "stopped" | "failed"
  /** What calls name to reach it. */
  model: string | null
  message: string | null
}

/** Hardware for one model. */
export interface DeploymentClient {
  find(order: DeploymentOrder): Promise<JsonObject | null>
  create(order: DeploymentOrder): Promise<JsonObject>
  poll(handle: JsonObject): Promise<DeploymentReport>
  /** Ends its bill; what is gone already counts as stopped. */
  stop(handle: JsonObject): Promise<void>
}

/** A service elsewhere, reached through a connection of one of these kinds. */
export interface HostedTrainer extends TrainerBase {
  readonly kind: "hosted"
  readonly connectionKinds: readonly string[]
  /** Whether it needs a connection; one that needs none trains on a machine of the workspace's own. */
  readonly account: "needed" | "optional" | "none"
  /** Whether base models besides the listed ones may be named. */
  readonly takesOtherModels: boolean
  /** Which export formats its files have. */
  readonly formats: { supervised: string; preference: string | null }
  /** What the training settings ask for. */
  methodOf(config: unknown): TrainingMethod
  /** How its models are billed and reached where they need hardware of their own; null where they are served as they are. */
  readonly deployment: { hourlyMicro: number | null; priceSource: string; priceDate?: string } | null
  /** What a million tokens of training cost; null where no price is on record. */
  trainingPrice?(job: { baseModel: string; config: unknown }): TrainingPrice | null
  /** What so many trained tokens are billed at, where the provider reports the ones that it bills. */
  billOf?(trainedTokens: number, job: { baseModel: string; config: unknown }): number | null
  /** The passes that the settings come to over so many rows; null where they are the provider's choice by a rule it does not tell. */
  epochsOf?(config: unknown, rowCount: number): EpochRange | null
  /** What calls to a tuned model cost by the token, with the public price table at hand; null where nobody knows or hardware is billed. */
  servingPrice?(baseModel: string, lookup: (name: string) => Price | null): Price | null
  connect(access: ProviderAccess): HostedClient
  /** What is missing before it can be asked for anything, in sentences that say what to do. */
  check?(access: ProviderAccess): Promise<string[]>
  /** Where a model of it answers chat completions, where that is no connection. @throws AppError UNAVAILABLE */
  endpoint?(model: string): Promise<{ baseUrl: string; key: string | null }>
  /** A model of it as a policy, where it does not speak OpenAI's chat completions. */
  policy?(model: { id: string; model: string }, access: ProviderAccess): Policy
}

export type Trainer = LocalTrainer | HostedTrainer

/** Whether it trains at somebody else's, who sees the data and sends a bill; else on a machine of the workspace's own. */
export function trainsAway(trainer: Trainer): trainer is HostedTrainer {
  return trainer.kind === "hosted" && trainer.account === "needed"
}
