import { openAsBlob } from "node:fs"
import type { AdapterSize, CreateTuningJobConfig } from "@google/genai"
import { z } from "zod"
import { ProviderError } from "@/lib/domain/provider-error"
import { fetchOk } from "@/lib/providers/fetch-json"
import type {
  HostedClient,
  HostedJob,
  JobReport,
  JsonObject,
  ProviderAccess,
  TrainingFile,
} from "@/lib/providers/provider"
import { toJobReport } from "@/lib/providers/vertex/job-report"
import { VertexSdk } from "@/lib/providers/vertex/open-sdk"
import { settingsSchema } from "@/lib/providers/vertex/settings"

const uploadSchema = z.object({ uri: z.string() })
const handleSchema = z.object({ id: z.string() })
/** Under this label a job carries the key that finds it again. */
const LABEL = "winnow_job"
const JOBS_PER_PAGE = 100
/** Newest come first, so ours is on the first pages. */
const MOST_JOBS = 1000

const SIZES: Record<string, `${AdapterSize}`> = {
  "1": "ADAPTER_SIZE_ONE",
  "2": "ADAPTER_SIZE_TWO",
  "4": "ADAPTER_SIZE_FOUR",
  "8": "ADAPTER_SIZE_EIGHT",
  "16": "ADAPTER_SIZE_SIXTEEN",
}

/** Gemini tuning on Vertex AI through Google's SDK; files go to a bucket of the account. */
export class VertexClient implements HostedClient {
  readonly #sdk: VertexSdk

  constructor(access: ProviderAccess) {
    this.#sdk = new VertexSdk(access)
  }

  async upload(file: TrainingFile, key: string, signal: AbortSignal): Promise<JsonObject> {
    const { access, account, tokens } = this.#sdk
    const name = `winnow/${key}.jsonl`
    const query = new URLSearchParams({ uploadType: "media", name })
    const url = `${account.storageUrl}/upload/storage/v1/b/${encodeURIComponent(account.bucket)}/o?${query}`
    const headers = {
      authorization: `Bearer ${await tokens.get()}`,
      "content-type": "application/jsonl",
      "content-length": String(file.byteCount),
    }
    const body = (await openAsBlob(file.path)).stream()
    const response = await fetchOk(url, { method: "POST", headers, body, signal }, access)
    await response.body?.cancel()
    return { uri: `gs://${account.bucket}/${name}` }
  }

  /** What is in the bucket is whole; the job itself checks it. */
  async isUploadReady(): Promise<boolean> {
    return true
  }

  async find({ key }: HostedJob): Promise<JsonObject | null> {
    return this.#sdk.call(async (sdk) => {
      let seen = 0
      const config = { pageSize: JOBS_PER_PAGE, filter: `labels.${LABEL}="${key}"` }
      for await (const { name, labels } of await sdk.tunings.list({ config })) {
        if (name && labels?.[LABEL] === key) return { id: name }
        seen += 1
        if (seen >= MOST_JOBS) break
      }
      return null
    })
  }

  async create({ key, name, baseModel, config, files }: HostedJob): Promise<JsonObject> {
    const { epochs, learningRateMultiplier, adapterSize } = settingsSchema.parse(config ?? {})
    const request: CreateTuningJobConfig = {
      tunedModelDisplayName: name.slice(0, 60),
      labels: { [LABEL]: key },
      adapterSize: SIZES[adapterSize] as AdapterSize,
      ...(epochs === undefined ? {} : { epochCount: epochs }),
      ...(learningRateMultiplier === undefined ? {} : { learningRateMultiplier }),
      ...(files.validation
        ? { validationDataset: { gcsUri: uploadSchema.parse(files.validation).uri } }
        : {}),
    }
    const trainingDataset = { gcsUri: uploadSchema.parse(files.training).uri }
    const job = await this.#sdk.call((sdk) =>
      sdk.tunings.tune({ baseModel, trainingDataset, config: request }),
    )
    if (!job.name) throw new ProviderError("unavailable", "It did not name the job.")
    return { id: job.name }
  }

  async poll(handle: JsonObject): Promise<JobReport> {
    const { id: name } = handleSchema.parse(handle)
    return toJobReport(await this.#sdk.call((sdk) => sdk.tunings.get({ name })))
  }

  async cancel(handle: JsonObject): Promise<void> {
    const { id: name } = handleSchema.parse(handle)
    await this.#sdk.call((sdk) => sdk.tunings.cancel({ name }))
  }
}
