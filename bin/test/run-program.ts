import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { PROJECT_ROOT } from "@/bin/build/project-root"

export interface ProgramResult {
  ok: boolean
  /** What it said, when it was kept. */
  output: string
}

const running = new Set<ChildProcess>()

/** Runs a program of node_modules/.bin (or one beside it) in the project folder; its output is kept, or shown as it comes. */
export async function runProgram(
  name: string,
  args: readonly string[],
  { output = "keep", env = {} }: { output?: "keep" | "show"; env?: Record<string, string> } = {},
): Promise<ProgramResult> {
  const child = spawn(join(PROJECT_ROOT, "node_modules/.bin", name), args, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
    stdio: output === "show" ? "inherit" : ["ignore", "pipe", "pipe"],
  })
  running.add(child)
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => said.push(chunk))
  const [code] = await once(child, "close")
  running.delete(child)
  return { ok: code === 0, output: Buffer.concat(said).toString("utf8") }
}

/** Ends the programs that run, and waits until they have cleaned up behind them. */
export async function stopPrograms(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      child.kill("SIGINT")
      return once(child, "close")
    }),
  )
}
