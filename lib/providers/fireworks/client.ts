import { z } from "zod"
import { fetchOk } from "@/lib/providers/fetch-json"
import { FireworksApi } from "@/lib/providers/fireworks/api"
import { fireworksDeployments } from "@/lib/providers/fireworks/deployments"
import { jobSchema, parseMetrics, toJobReport } from "@/lib/providers/fireworks/job-report"
import { idOf } from "@/lib/providers/fireworks/resource-id"
import { settingsSchema } from "@/lib/providers/fireworks/settings"
import { isDatasetReady, uploadDataset } from "@/lib/providers/fireworks/upload"
import type {
  DeploymentClient,
  HostedClient,
  HostedJob,
  JobReport,
  JsonObject,
  ProviderAccess,
  TrainingFile,
  TrainingMetric,
} from "@/lib/providers/provider"

const uploadSchema = z.object({ id: z.string() })
const handleSchema = z.object({ id: z.string(), collection: z.string() })
const METRICS_TIMEOUT_MS = 30_000

const metricsSchema = z.object({ signedUrl: z.string() })
const PREFERENCES = "dpoJobs"

const collectionOf = ({ method }: HostedJob) =>
  method === "preference" ? PREFERENCES : "supervisedFineTuningJobs"

/** Fireworks by REST: there is no SDK of theirs for TypeScript. Every id follows from our key, so nothing can be made twice. */
export class FireworksClient implements HostedClient {
  readonly deployments: DeploymentClient
  readonly #api: FireworksApi

  constructor(access: ProviderAccess) {
    this.#api = new FireworksApi(access)
    this.deployments = fireworksDeployments(this.#api)
  }

  async upload(file: TrainingFile, key: string, signal: AbortSignal): Promise<JsonObject> {
    const id = idOf(key)
    await uploadDataset(this.#api, id, file, signal)
    return { id }
  }

  isUploadReady(upload: JsonObject): Promise<boolean> {
    return isDatasetReady(this.#api, uploadSchema.parse(upload).id)
  }

  async find(job: HostedJob): Promise<JsonObject | null> {
    const id = idOf(job.key)
    const collection = collectionOf(job)
    return (await this.#api.find(`${collection}/${id}`)) && { id, collection }
  }

  async create(job: HostedJob): Promise<JsonObject> {
    const id = idOf(job.key)
    const collection = collectionOf(job)
    const query = collection === PREFERENCES ? "dpoJobId" : "supervisedFineTuningJobId"
    await this.#api.call("POST", `${collection}?${query}=${id}`, toRequest(job, this.#api.account))
    return { id, collection }
  }

  async poll(handle: JsonObject): Promise<JobReport> {
    const { id, collection } = handleSchema.parse(handle)
    const { body, requestId } = await this.#api.call("GET", `${collection}/${id}`)
    const job = jobSchema.parse(body)
    const url = collection === PREFERENCES ? await this.#findMetrics(id) : job.metricsFileSignedUrl
    return toJobReport(job, url ? await this.#readMetrics(url) : [], requestId)
  }

  /** Jobs of preferences tell where their metrics are on a path of its own, once there are any. */
  async #findMetrics(id: string): Promise<string | null> {
    const answer = await this.#api.find(`${PREFERENCES}/${id}:getMetricsFileEndpoint`)
    return metricsSchema.safeParse(answer?.body).data?.signedUrl ?? null
  }

  /** The address is signed: a key has no business there. */
  async #readMetrics(url: string): Promise<TrainingMetric[]> {
    const request = { method: "GET" as const, headers: {}, signal: AbortSignal.timeout(METRICS_TIMEOUT_MS) }
    const response = await fetchOk(url, request, this.#api.access)
    return parseMetrics(await response.text())
  }

  async cancel(handle: JsonObject): Promise<void> {
    const { id, collection } = handleSchema.parse(handle)
    await this.#api.call("POST", `${collection}/${id}:cancel`, {})
  }
}

function toRequest({ key, name, baseModel, method, config, files }: HostedJob, account: string): JsonObject {
  const { epochs, learningRate, loraRank } = settingsSchema.parse(config ?? {})
  const datasetName = (upload: JsonObject) => `${account}/datasets/${uploadSchema.parse(upload).id}`
  const training = {
    baseModel,
    outputModel: `${account}/models/${idOf(key)}`,
    epochs,
    learningRate,
    loraRank,
  }
  const data = { displayName: name.slice(0, 60), dataset: datasetName(files.training) }
  // Jobs of preferences take no second dataset.
  if (method === "preference") return { ...data, trainingConfig: training }
  const validation = files.validation ? { evaluationDataset: datasetName(files.validation) } : {}
  return { ...data, ...validation, ...training }
}
