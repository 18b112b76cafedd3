import { join } from "node:path"
import { folderOf, prepareRun, storeUpload } from "@/lib/providers/own-machine/client"
import { connectedDeployments } from "@/lib/providers/own-machine/connected-deployments"
import { servedDeployments } from "@/lib/providers/own-machine/deployments"
import { readRun } from "@/lib/providers/own-machine/job-report"
import { exists, replaceFile, runFolderOf } from "@/lib/providers/own-machine/run-folder"
import type { RemoteSettings } from "@/lib/providers/own-machine/settings"
import type {
  DeploymentClient,
  HostedClient,
  HostedJob,
  JobReport,
  JsonObject,
  ProviderAccess,
  TrainingFile,
} from "@/lib/providers/provider"

/**
 * Training on a machine that somebody takes the run folder to. What that machine says comes in through the API and lies in
 * the folder as if the script had written it here.
 */
export class RemoteMachineClient implements HostedClient {
  readonly deployments: DeploymentClient
  readonly #parse: (config: unknown) => RemoteSettings

  constructor(access: ProviderAccess, parse: (config: unknown) => RemoteSettings) {
    this.#parse = parse
    this.deployments = access.baseUrl === "" ? servedDeployments : connectedDeployments(access, parse)
  }

  upload(file: TrainingFile, key: string): Promise<JsonObject> {
    return storeUpload(file, key)
  }

  async isUploadReady(): Promise<boolean> {
    return true
  }

  async find({ key }: HostedJob): Promise<JsonObject | null> {
    return (await exists(join(runFolderOf(key), "config.json"))) ? { id: key } : null
  }

  async create(job: HostedJob): Promise<JsonObject> {
    await prepareRun(job, this.#parse(job.config))
    return { id: job.key }
  }

  poll(handle: JsonObject): Promise<JobReport> {
    return readRun(folderOf(handle))
  }

  /** The machine hears of it when it reports the next time. */
  async cancel(handle: JsonObject): Promise<void> {
    const folder = folderOf(handle)
    const { phase } = await readRun(folder)
    if (phase !== "succeeded")
      await replaceFile(join(folder, "status.json"), JSON.stringify({ status: "cancelled" }))
  }
}
