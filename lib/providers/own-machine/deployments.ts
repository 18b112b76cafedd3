import { randomBytes } from "node:crypto"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { AppError } from "@/lib/domain/errors"
import { ProviderError } from "@/lib/domain/provider-error"
import { requirePython } from "@/lib/providers/own-machine/find-python"
import { exists, readTextOrNull, replaceFile, runFolderOf } from "@/lib/providers/own-machine/run-folder"
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
  DeploymentOrder,
  DeploymentReport,
  JsonObject,
} from "@/lib/providers/provider"

const STOP_GRACE_MS = 5000
const LOOK_EVERY_MS = 50

const handleSchema = z.object({ run: z.string() })
const servedSchema = z.object({ port: z.int() })

const folderOf = (handle: JsonObject) => runFolderOf(handleSchema.parse(handle).run)

/** Starts serve.py with a key of its own; what an earlier one had written must not be taken for its word. */
async function start(folder: string): Promise<void> {
  const python = await requirePython()
  const key = randomBytes(24).toString("base64url")
  await rm(join(folder, "serve.json"), { force: true })
  await replaceFile(join(folder, "serve.key"), key)
  await ensureRunning(folder, "serve", python, { variables: { WINNOW_SERVE_KEY: key } })
}

async function stop(folder: string): Promise<void> {
  const process = await findRunning(folder, "serve")
  if (process) signalProcess(process, "SIGTERM")
  for (let waited = 0; await findRunning(folder, "serve"); waited += LOOK_EVERY_MS) {
    if (process && waited > STOP_GRACE_MS) signalProcess(process, "SIGKILL")
    await sleep(LOOK_EVERY_MS)
  }
  for (const name of ["serve.json", "serve.key", "serve.process.json"]) {
    await rm(join(folder, name), { force: true })
  }
}

/** The model of a run as a process of this machine that answers on the loopback interface. */
export const servedDeployments: DeploymentClient = {
  async find({ model }: DeploymentOrder): Promise<JsonObject | null> {
    return (await findRunning(runFolderOf(model), "serve")) ? { run: model } : null
  },

  async create({ model }) {
    const folder = runFolderOf(model)
    if (!(await exists(join(folder, "model")))) {
      throw new ProviderError("result_missing", "The trained model is gone from this machine.")
    }
    await start(folder)
    return { run: model }
  },

  async poll(handle): Promise<DeploymentReport> {
    const { run } = handleSchema.parse(handle)
    const folder = folderOf(handle)
    if (await findRunning(folder, "serve")) {
      const isReady = await exists(join(folder, "serve.json"))
      const phase = isReady ? "ready" : "starting"
      return { status: isReady ? "answering" : "loading", phase, model: run, message: null }
    }
    if ((await countStarts(folder, "serve")) < MOST_STARTS) {
      await start(folder)
      return { status: "starting again", phase: "starting", model: run, message: null }
    }
    const message = `serve.py ended: ${await readOutput(folder, "serve")}`
    return { status: "gone", phase: "failed", model: run, message }
  },

  stop: (handle) => stop(folderOf(handle)),
}

/** Where the model of a run answers now. @throws AppError UNAVAILABLE while nothing serves it. */
export async function findServed(run: string): Promise<{ baseUrl: string; key: string | null }> {
  const folder = runFolderOf(run)
  const served = await readTextOrNull(join(folder, "serve.json"))
  if (served === null || !(await findRunning(folder, "serve"))) {
    const message =
      "Nothing serves this model now: it answers during its evaluation, or while its endpoint is kept."
    throw new AppError("UNAVAILABLE", message)
  }
  const { port } = servedSchema.parse(JSON.parse(served))
  return { baseUrl: `http://127.0.0.1:${port}/v1`, key: await readTextOrNull(join(folder, "serve.key")) }
}
