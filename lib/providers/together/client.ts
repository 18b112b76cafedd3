import { createHash } from "node:crypto"
import type Together from "together-ai"
import type {
  FineTuningEstimatePriceParams as Asked,
  FineTuningCreateParams,
} from "together-ai/resources/fine-tuning"
import { z } from "zod"
import { ProviderError } from "@/lib/domain/provider-error"
import { LazySdk } from "@/lib/providers/lazy-sdk"
import type {
  DeploymentClient,
  HostedClient,
  HostedJob,
  JobReport,
  JsonObject,
  PriceEstimate,
  ProviderAccess,
  TrainingFile,
} from "@/lib/providers/provider"
import { togetherDeployments } from "@/lib/providers/together/deployments"
import { checkpointSchema, eventSchema, jobSchema, toJobReport } from "@/lib/providers/together/job-report"
import { settingsSchema } from "@/lib/providers/together/settings"
import { uploadFile } from "@/lib/providers/together/upload"

const fileSchema = z.object({
  processing_status: z.string().nullish(),
  Processed: z.boolean().nullish(),
  validation_report: z.object({ valid: z.boolean(), error: z.string().nullish() }).nullish(),
})
const handleSchema = z.object({ id: z.string() })
const priceSchema = z.object({
  estimation_available: z.boolean(),
  estimated_total_price: z.number().nullish(),
  estimated_train_token_count: z.number().nullish(),
  allowed_to_proceed: z.boolean().nullish(),
})

/** Together's fine-tuning through its SDK; uploads go past it, see `upload.ts`. */
export class TogetherClient implements HostedClient {
  readonly deployments: DeploymentClient
  readonly #access: ProviderAccess
  readonly #sdk: LazySdk<Together>

  constructor(access: ProviderAccess) {
    this.#access = access
    this.#sdk = new LazySdk(access, () => import("together-ai"))
    this.deployments = togetherDeployments((work) => this.#sdk.call(work))
  }

  async upload(file: TrainingFile, _key: string, signal: AbortSignal): Promise<JsonObject> {
    return { id: await uploadFile(file, this.#access, signal) }
  }

  async isUploadReady(upload: JsonObject): Promise<boolean> {
    const { id } = handleSchema.parse(upload)
    const file = fileSchema.parse(await this.#sdk.call((sdk) => sdk.files.retrieve(id)))
    const { processing_status: status, validation_report: report, Processed } = file
    if (report?.valid === false || status === "FAILED" || status === "INVALID_FORMAT") {
      throw new ProviderError("invalid_file", report?.error ?? `The file is ${status}.`)
    }
    return status ? status === "COMPLETED" : Processed !== false
  }

  /** Jobs carry no key, but the name of the model that they make carries our tag. */
  async find(job: HostedJob): Promise<JsonObject | null> {
    const { data } = await this.#sdk.call((sdk) => sdk.fineTuning.list())
    const tag = tagOf(job.key)
    const found = data
      .map((raw) => jobSchema.parse(raw))
      .find(({ suffix, model_output_name }) => suffix?.includes(tag) || model_output_name?.includes(tag))
    return found ? { id: found.id } : null
  }

  /** In dollars, as the account's limit beside it. */
  async estimatePrice(job: HostedJob): Promise<PriceEstimate | null> {
    const { model, training_file, validation_file, n_epochs, n_evals, training_method, training_type } =
      toRequest(job)
    const asked = { model, training_file, n_epochs, training_method, training_type }
    const validation = validation_file ? { validation_file, n_evals } : {}
    const answer = priceSchema.parse(
      await this.#sdk.call((sdk) => sdk.fineTuning.estimatePrice({ ...asked, ...validation } as Asked)),
    )
    const usd = answer.estimated_total_price
    if (!answer.estimation_available || usd == null) return null
    return {
      costMicro: Math.round(usd * 1e6),
      tokens: answer.estimated_train_token_count ?? null,
      isAllowed: answer.allowed_to_proceed ?? true,
    }
  }

  async create(job: HostedJob): Promise<JsonObject> {
    const created = await this.#sdk.call((sdk) => sdk.fineTuning.create(toRequest(job)))
    return { id: jobSchema.parse(created).id }
  }

  async poll(handle: JsonObject): Promise<JobReport> {
    const { id } = handleSchema.parse(handle)
    const { data, response } = await this.#sdk.call((sdk) => sdk.fineTuning.retrieve(id).withResponse())
    const { data: events } = await this.#sdk.call((sdk) => sdk.fineTuning.listEvents(id))
    const { data: checkpoints } = await this.#sdk.call((sdk) => sdk.fineTuning.listCheckpoints(id))
    const { metrics = [] } = await this.#sdk.call((sdk) => sdk.fineTuning.listMetrics(id))
    return toJobReport({
      job: jobSchema.parse(data),
      events: events.map((event) => eventSchema.parse(event)),
      checkpoints: checkpoints.map((checkpoint) => checkpointSchema.parse(checkpoint)),
      metrics,
      requestId: response.headers.get("x-request-id"),
    })
  }

  async cancel(handle: JsonObject): Promise<void> {
    await this.#sdk.call((sdk) => sdk.fineTuning.cancel(handleSchema.parse(handle).id))
  }
}

/** Twelve letters that follow from the key. */
function tagOf(key: string): string {
  return `w${createHash("sha256").update(key).digest("hex").slice(0, 11)}`
}

function toSuffix(name: string, key: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
  return `${words.slice(0, 40).replace(/-+$/, "") || "student"}-${tagOf(key)}`
}

function toRequest({ key, name, baseModel, method, config, seed, files }: HostedJob): FineTuningCreateParams {
  const { training, epochs, learningRate, loraRank, dpoBeta } = settingsSchema.parse(config ?? {})
  return {
    model: baseModel,
    training_file: handleSchema.parse(files.training).id,
    ...(files.validation
      ? { validation_file: handleSchema.parse(files.validation).id, n_evals: epochs }
      : {}),
    suffix: toSuffix(name, key),
    n_epochs: epochs,
    n_checkpoints: 1,
    batch_size: "max",
    learning_rate: learningRate,
    random_seed: seed & 0x7fffffff,
    training_method:
      method === "preference"
        ? { method: "dpo", ...(dpoBeta === undefined ? {} : { dpo_beta: dpoBeta }) }
        : { method: "sft", train_on_inputs: false },
    training_type:
      training === "full"
        ? { type: "Full" }
        : { type: "Lora", lora_r: loraRank, lora_alpha: loraRank * 2, lora_trainable_modules: "all-linear" },
  }
}
