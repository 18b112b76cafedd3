import { openAsBlob } from "node:fs"
import type OpenAI from "openai"
import type { JobCreateParams } from "openai/resources/fine-tuning/jobs/jobs"
import { z } from "zod"
import { ProviderError } from "@/lib/domain/provider-error"
import { LazySdk } from "@/lib/providers/lazy-sdk"
import { checkpointSchema, eventSchema, jobSchema, toJobReport } from "@/lib/providers/openai/job-report"
import { hyperSchema } from "@/lib/providers/openai/settings"
import type {
  HostedClient,
  HostedJob,
  JobReport,
  JsonObject,
  ProviderAccess,
  TrainingFile,
} from "@/lib/providers/provider"

/** An upload takes as long as the line needs. */
const UPLOAD_TIMEOUT_MS = 6 * 3600_000
const EVENTS_PER_PAGE = 100
const EVENT_PAGES = 20
/** Under this name a job carries the key that finds it again. */
const KEY = "winnow_job"

const fileSchema = z.object({
  id: z.string(),
  status: z.string().nullish(),
  status_details: z.string().nullish(),
})
const handleSchema = z.object({ id: z.string() })
type Handle = z.infer<typeof handleSchema>

/** A fine-tuning service of OpenAI's form, through OpenAI's own SDK. */
export class OpenAiClient implements HostedClient {
  readonly #sdk: LazySdk<OpenAI>

  constructor(access: ProviderAccess) {
    this.#sdk = new LazySdk(access, () => import("openai"))
  }

  async upload({ path, name }: TrainingFile, _key: string, signal: AbortSignal): Promise<JsonObject> {
    // A blob over the file: it is read as it is sent.
    const file = new File([await openAsBlob(path)], name, { type: "application/jsonl" })
    const uploaded = await this.#sdk.call((sdk) =>
      sdk.files.create({ file, purpose: "fine-tune" }, { signal, timeout: UPLOAD_TIMEOUT_MS }),
    )
    return { id: fileSchema.parse(uploaded).id }
  }

  async isUploadReady(upload: JsonObject): Promise<boolean> {
    const { id } = handleSchema.parse(upload)
    const file = fileSchema.parse(await this.#sdk.call((sdk) => sdk.files.retrieve(id)))
    if (file.status === "error") {
      throw new ProviderError("invalid_file", file.status_details ?? "The file could not be processed.")
    }
    // Jobs are created from files that are only uploaded too: they validate them themselves.
    return true
  }

  async find({ key }: HostedJob): Promise<JsonObject | null> {
    const page = await this.#sdk.call((sdk) =>
      sdk.fineTuning.jobs.list({ limit: 100, metadata: { [KEY]: key } }),
    )
    // Servers of this form may not know the filter and answer all jobs.
    const job = page.data.find(({ metadata }) => metadata?.[KEY] === key)
    return job ? { id: job.id } : null
  }

  async create(job: HostedJob): Promise<JsonObject> {
    const created = await this.#sdk.call((sdk) => sdk.fineTuning.jobs.create(toRequest(job)))
    return { id: jobSchema.parse(created).id }
  }

  async poll(handle: JsonObject, { knownEvent }: { knownEvent: string | null }): Promise<JobReport> {
    const { id } = handleSchema.parse(handle)
    const { data, request_id } = await this.#sdk.call((sdk) =>
      sdk.fineTuning.jobs.retrieve(id).withResponse(),
    )
    const events = await this.#readEvents(id, knownEvent)
    const checkpoints = await this.#readCheckpoints(id)
    return toJobReport({ job: jobSchema.parse(data), events, checkpoints, requestId: request_id })
  }

  /** What came after the event that is known, oldest first; the service lists newest first. */
  async #readEvents(id: string, knownEvent: string | null) {
    const events: z.infer<typeof eventSchema>[] = []
    let after: string | undefined
    for (let pages = 0; pages < EVENT_PAGES; pages++) {
      const query = { limit: EVENTS_PER_PAGE, ...(after ? { after } : {}) }
      const page = await this.#sdk.call((sdk) => sdk.fineTuning.jobs.listEvents(id, query))
      for (const raw of page.data) {
        const event = eventSchema.parse(raw)
        if (event.id === knownEvent) return events.reverse()
        events.push(event)
      }
      after = page.data.at(-1)?.id
      if (!page.has_more || !after) break
    }
    return events.reverse()
  }

  async #readCheckpoints(id: string) {
    try {
      const page = await this.#sdk.call((sdk) => sdk.fineTuning.jobs.checkpoints.list(id))
      return page.data.map((raw) => checkpointSchema.parse(raw)).reverse()
    } catch (error) {
      // Compatible servers rarely have them.
      if (error instanceof ProviderError && error.refusal === "not_found") return []
      throw error
    }
  }

  async cancel(handle: JsonObject): Promise<void> {
    await this.#sdk.call((sdk) => sdk.fineTuning.jobs.cancel(readHandle(handle).id))
  }

  async pause(handle: JsonObject): Promise<void> {
    await this.#sdk.call((sdk) => sdk.fineTuning.jobs.pause(readHandle(handle).id))
  }

  async resume(handle: JsonObject): Promise<void> {
    await this.#sdk.call((sdk) => sdk.fineTuning.jobs.resume(readHandle(handle).id))
  }
}

const readHandle = (handle: JsonObject): Handle => handleSchema.parse(handle)

/** Letters, digits and dashes: what every server takes in the name of a model. */
function toSuffix(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 40) || "student"
  )
}

function toRequest({ key, name, baseModel, method, config, seed, files }: HostedJob): JobCreateParams {
  const { epochs, batchSize, learningRateMultiplier, beta } = hyperSchema.parse(config ?? {})
  const hyperparameters = {
    n_epochs: epochs ?? "auto",
    batch_size: batchSize ?? "auto",
    learning_rate_multiplier: learningRateMultiplier ?? "auto",
  } as const
  return {
    model: baseModel,
    training_file: readHandle(files.training).id,
    ...(files.validation ? { validation_file: readHandle(files.validation).id } : {}),
    suffix: toSuffix(name),
    seed: seed & 0x7fffffff,
    metadata: { [KEY]: key },
    method:
      method === "preference"
        ? { type: "dpo", dpo: { hyperparameters: { ...hyperparameters, beta: beta ?? "auto" } } }
        : { type: "supervised", supervised: { hyperparameters } },
  }
}
