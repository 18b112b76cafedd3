import { copyFile, mkdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { z } from "zod"
import { ProviderError } from "@/lib/domain/provider-error"
import { servedDeployments } from "@/lib/providers/own-machine/deployments"
import { requirePython } from "@/lib/providers/own-machine/find-python"
import { readRun, readStatus } from "@/lib/providers/own-machine/job-report"
import {
  exists,
  inheritCheckpoints,
  isMissing,
  readTextOrNull,
  removeCheckpoints,
  replaceFile,
  runFolderOf,
  uploadPathOf,
  writeRunFolder,
} from "@/lib/providers/own-machine/run-folder"
import { type OwnMachineSettings, toScriptConfig } from "@/lib/providers/own-machine/settings"
import {
  countStarts,
  ensureRunning,
  findRunning,
  MOST_STARTS,
  readOutput,
  signalProcess,
} from "@/lib/providers/own-machine/supervise"
import type {
  DeploymentClient,
  HostedClient,
  HostedJob,
  JobReport,
  JsonObject,
  TrainingFile,
} from "@/lib/providers/provider"

/** The script ends after the step under way; one that does not is ended. */
const CANCEL_GRACE_MS = 5 * 60_000

const handleSchema = z.object({ id: z.string() })
const refSchema = z.object({ path: z.string() })
const cancelSchema = z.object({ at: z.number() })

export const folderOf = (handle: JsonObject) => runFolderOf(handleSchema.parse(handle).id)

/** Copies a file to where runs take it from; it is there as a whole or not at all. */
export async function storeUpload({ path, role }: TrainingFile, key: string): Promise<JsonObject> {
  const target = uploadPathOf(`${key}.jsonl`)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await copyFile(path, target)
  return { id: `${role} file`, path: target }
}

/** The run folder of a job, with what an earlier attempt had learnt. */
export async function prepareRun(job: HostedJob, settings: OwnMachineSettings): Promise<string> {
  const folder = runFolderOf(job.key)
  try {
    await writeRunFolder(folder, {
      config: toScriptConfig({ baseModel: job.baseModel, seed: job.seed, settings }),
      training: refSchema.parse(job.files.training).path,
      validation: job.files.validation ? refSchema.parse(job.files.validation).path : null,
    })
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new ProviderError("not_found", "The files of this run are gone from this machine.", {
      cause: error,
    })
  }
  const [, base = "", attempt = "1"] = /^(.*)-(\d+)$/.exec(job.key) ?? []
  for (let earlier = Number(attempt) - 1; earlier > 0; earlier--) {
    await inheritCheckpoints(runFolderOf(`${base}-${earlier}`), folder)
  }
  return folder
}

/** Training as a process of this machine that outlives whoever started it, watched through what it writes to its folder. */
export class OwnMachineClient implements HostedClient {
  readonly deployments: DeploymentClient = servedDeployments
  readonly #parse: (config: unknown) => OwnMachineSettings

  constructor(parse: (config: unknown) => OwnMachineSettings) {
    this.#parse = parse
  }

  upload(file: TrainingFile, key: string): Promise<JsonObject> {
    return storeUpload(file, key)
  }

  async isUploadReady(): Promise<boolean> {
    return true
  }

  async find({ key }: HostedJob): Promise<JsonObject | null> {
    const folder = runFolderOf(key)
    const hasBegun = (await findRunning(folder, "train")) !== null || (await readStatus(folder)) !== null
    return hasBegun ? { id: key } : null
  }

  async create(job: HostedJob): Promise<JsonObject> {
    const python = await requirePython()
    const folder = await prepareRun(job, this.#parse(job.config))
    await ensureRunning(folder, "train", python)
    return { id: job.key }
  }

  async poll(handle: JsonObject): Promise<JobReport> {
    const folder = folderOf(handle)
    const process = await findRunning(folder, "train")
    // Read after the look at the process: one that has ended has said all it will.
    const report = await readRun(folder)
    if (report.phase === "succeeded") await removeCheckpoints(folder)
    if (process || (report.phase !== "running" && report.phase !== "pending")) return report
    if (await exists(join(folder, "cancel.json")))
      return { ...report, phase: "cancelled", status: "cancelled" }
    return this.#restart(folder, report)
  }

  /** The process is gone and has not said why: killed, out of memory, or the machine went down. */
  async #restart(folder: string, report: JobReport): Promise<JobReport> {
    const starts = await countStarts(folder, "train")
    if (report.phase === "pending" || starts >= MOST_STARTS) {
      const output = await readOutput(folder, "train")
      const message = `The process ended without a result${output ? `. Its last words: ${output}` : " and without a word."}`
      return { ...report, phase: "failed", status: "gone", failure: { refusal: "machine_failed", message } }
    }
    await ensureRunning(folder, "train", await requirePython())
    const message = "The process was gone; started it again from its last checkpoint."
    const event = { key: `${folder}/restart/${starts}`, at: new Date(), level: "warn" as const, message }
    return { ...report, status: "restarted", events: [...report.events, event] }
  }

  /** Asked at every look until it has ended: first kindly, then not. */
  async cancel(handle: JsonObject): Promise<void> {
    const folder = folderOf(handle)
    const path = join(folder, "cancel.json")
    const asked = await readTextOrNull(path)
    const at = asked === null ? Date.now() : cancelSchema.parse(JSON.parse(asked)).at
    if (asked === null) await replaceFile(path, JSON.stringify({ at }))
    const process = await findRunning(folder, "train")
    if (process) signalProcess(process, Date.now() - at > CANCEL_GRACE_MS ? "SIGKILL" : "SIGTERM")
  }
}
