import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { PROJECT_ROOT } from "@/bin/build/project-root"

export interface ProgramResult {
  ok: boolean
  /** What it said, when it was kept. */
  output: string
}

let current: ChildProcess | undefined

/** Runs a program of node_modules/.bin in the project folder; its output is kept, or shown as it comes. */
export async function runProgram(
  name: string,
  args: readonly string[],
  output: "keep" | "show" = "keep",
): Promise<ProgramResult> {
  const child = spawn(join(PROJECT_ROOT, "node_modules/.bin", name), args, {
    cwd: PROJECT_ROOT,
    env: process.env,
    stdio: output === "show" ? "inherit" : ["ignore", "pipe", "pipe"],
  })
  current = child
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => said.push(chunk))
  const [code] = await once(child, "close")
  return { ok: code === 0, output: Buffer.concat(said).toString("utf8") }
}

/** Ends the program that runs, if one does, and waits until it has cleaned up behind it. */
export async function stopProgram(): Promise<void> {
  if (!current || current.exitCode !== null || current.signalCode !== null) return
  current.kill("SIGINT")
  await once(current, "close")
}
