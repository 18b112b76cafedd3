import { spawn } from "node:child_process"
import { once } from "node:events"
import { open } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { ProviderError } from "@/lib/domain/provider-error"
import { childEnvironment } from "@/lib/providers/own-machine/child-environment"
import { findProcess, type LiveProcess, readProcess } from "@/lib/providers/own-machine/find-process"
import type { Python } from "@/lib/providers/own-machine/find-python"
import { readTextOrNull, replaceFile } from "@/lib/providers/own-machine/run-folder"

/** Which of the two scripts of a run folder. */
export type Script = "train" | "serve"

const recordSchema = z.object({
  /** Null between the decision to start it and the knowledge of what it is called. */
  pid: z.int().nullable(),
  startedAt: z.string().nullable(),
  starts: z.int(),
})

type ProcessRecord = z.infer<typeof recordSchema>

const OUTPUT_CHARS = 2000

/** A process that vanished is started again so often in all, one that trains from its last checkpoint. */
export const MOST_STARTS = 3

const recordPath = (folder: string, script: Script) => join(folder, `${script}.process.json`)
const scriptPath = (folder: string, script: Script) => join(folder, `${script}.py`)
export const outputPath = (folder: string, script: Script) => join(folder, `${script}.log`)

async function readRecord(folder: string, script: Script): Promise<ProcessRecord | null> {
  const text = await readTextOrNull(recordPath(folder, script))
  return text === null ? null : recordSchema.parse(JSON.parse(text))
}

function writeRecord(folder: string, script: Script, record: ProcessRecord): Promise<void> {
  return replaceFile(recordPath(folder, script), JSON.stringify(record))
}

/** How often the script was started in this folder. */
export async function countStarts(folder: string, script: Script): Promise<number> {
  return (await readRecord(folder, script))?.starts ?? 0
}

/**
 * The process of a run folder's script, if it lives: by pid and start time as they were put down, or by the folder in its
 * command line where whoever started it died before that.
 */
export async function findRunning(folder: string, script: Script): Promise<LiveProcess | null> {
  const record = await readRecord(folder, script)
  if (!record) return null
  const known = record.pid === null ? null : await readProcess(record.pid)
  const path = scriptPath(folder, script)
  if (known?.startedAt === record.startedAt && known?.commandLine.includes(path)) return known
  const found = await findProcess(path)
  if (found) await writeRecord(folder, script, { ...record, pid: found.pid, startedAt: found.startedAt })
  return found
}

/** Starts a script of the folder in a process group of its own that outlives us, or answers the one that runs already. */
export async function ensureRunning(
  folder: string,
  script: Script,
  python: Python,
  { args = [], variables = {} }: { args?: readonly string[]; variables?: Record<string, string> } = {},
): Promise<LiveProcess> {
  const running = await findRunning(folder, script)
  if (running) return running
  const starts = (await countStarts(folder, script)) + 1
  await writeRecord(folder, script, { pid: null, startedAt: null, starts })
  const output = await open(outputPath(folder, script), "a", 0o600)
  try {
    const child = spawn(python.command, [...python.args, scriptPath(folder, script), folder, ...args], {
      cwd: folder,
      detached: true,
      env: { ...childEnvironment(process.env), ...variables },
      stdio: ["ignore", output.fd, output.fd],
    })
    await once(child, "spawn").catch((error: Error) => {
      throw new ProviderError("machine_not_ready", `${python.command} did not start: ${error.message}`, {
        cause: error,
      })
    })
    child.unref()
    const { pid } = child
    if (pid === undefined) throw new RangeError("a process that was spawned has a pid")
    // One that has ended again already is for the next look to read about.
    const live = (await readProcess(pid)) ?? { pid, startedAt: "ended", commandLine: "" }
    await writeRecord(folder, script, { pid, startedAt: live.startedAt, starts })
    return live
  } finally {
    await output.close()
  }
}

/** To the whole process group, so that what it started ends with it. */
export function signalProcess({ pid }: LiveProcess, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (!(error instanceof Error && "code" in error && (error.code === "ESRCH" || error.code === "EPERM")))
      throw error
    signalOne(pid, signal)
  }
}

/** One that is no leader of a group. */
function signalOne(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error
  }
}

/** The end of what the script printed. */
export async function readOutput(folder: string, script: Script): Promise<string> {
  const text = (await readTextOrNull(outputPath(folder, script))) ?? ""
  return text.slice(-OUTPUT_CHARS).trim()
}
