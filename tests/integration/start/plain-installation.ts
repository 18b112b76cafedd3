import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { isAbsolute, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { ProcessIdentity } from "@/bin/processes/identity"

const SCRIPT = fileURLToPath(new URL("plain-start.mjs", import.meta.url))

export interface PlainInstallation {
  process: ChildProcess
  /** Everything printed so far. */
  output(): string
  /** The exit code. */
  ended: Promise<number | null>
  /** The URL it runs at. @throws with its output when it ends before. */
  ready(): Promise<string>
}

/** A folder like `mktemp -d` makes: closed to everybody else, so the database of root has to live elsewhere. */
export function makeHome(): string {
  return mkdtempSync(join(tmpdir(), "winnow-home-"))
}

export function removeHome(home: string): void {
  const { folder } = readPlace(home)
  if (isAbsolute(folder)) rmSync(folder, { recursive: true, force: true })
  rmSync(home, { recursive: true, force: true })
}

export function readPlace(home: string): { folder: string } {
  try {
    return JSON.parse(readFileSync(join(home, "postgres.json"), "utf8"))
  } catch (error) {
    if (error instanceof Error && "code" in error) return { folder: "postgres" }
    throw error
  }
}

/** The processes of a running installation by name, itself as `parent`. */
export function readProcesses(home: string): Record<string, ProcessIdentity> {
  const { parent, children } = JSON.parse(readFileSync(join(home, "processes.json"), "utf8"))
  return { parent, ...children }
}

export function startPlain(environment: Record<string, string>): PlainInstallation {
  const child = spawn(process.execPath, [SCRIPT], {
    env: { ...process.env, PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk))
  const ended = once(child, "close").then(([code]) => code as number | null)
  const ready = async () => {
    const stop = new AbortController()
    const over = ended.then(() => stop.abort())
    while (!/ready at \S+\n/.test(output) && !stop.signal.aborted) {
      await Promise.race([once(child.stdout, "data", { signal: stop.signal }).catch(() => undefined), over])
    }
    const url = /ready at (\S+)\n/.exec(output)?.[1]
    if (!url) throw new Error(output)
    return url
  }
  return { process: child, output: () => output, ended, ready }
}
