import { spawn } from "node:child_process"
import { once } from "node:events"
import { identifyProcess, type ProcessIdentity } from "@/bin/processes/identity"
import { AppError } from "@/lib/domain/errors"

export interface Tool {
  /** What it does, as the beginning of a sentence. */
  what: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
}

export interface ToolOptions {
  signal?: AbortSignal
  onProcess?(name: string, identity: ProcessIdentity): void
}

/** Runs a Node program quietly; what it said is shown only when it fails. @throws AppError, also when aborted. */
export async function runTool(
  { what, args, env }: Tool,
  { signal, onProcess }: ToolOptions = {},
): Promise<void> {
  const child = spawn(process.execPath, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] })
  const end = () => child.kill("SIGTERM")
  signal?.addEventListener("abort", end)
  const output: Buffer[] = []
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk))
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk))
  const identity = child.pid === undefined ? null : identifyProcess(child.pid)
  if (identity) onProcess?.(what, identity)
  const [code] = await once(child, "close")
  signal?.removeEventListener("abort", end)
  if (code === 0) return
  throw new AppError("INTERNAL", `${Buffer.concat(output).toString("utf8")}\n${what} failed.`)
}
