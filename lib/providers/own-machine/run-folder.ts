import { randomBytes } from "node:crypto"
import { appendFile, copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { getEnv } from "@/lib/env"

/** Names that only we make: attempts, and the files uploaded for them. */
const SAFE = /^[A-Za-z0-9-]{1,100}$/

const SCRIPTS = "lib/providers/own-machine/scripts"

export function runsFolder(): string {
  return join(getEnv().home, "own-machine")
}

/** Where the run of a job lies. @throws RangeError for a key that is none of ours. */
export function runFolderOf(key: string): string {
  if (!SAFE.test(key)) throw new RangeError(`not a key of a run: ${key}`)
  return join(runsFolder(), key)
}

export function uploadPathOf(key: string): string {
  return join(runsFolder(), "uploads", key)
}

export function readScript(name: "train.py" | "serve.py"): Promise<string> {
  return readFile(join(process.cwd(), SCRIPTS, name), "utf8")
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT"
}

/** Null where there is no such file. */
export async function readTextOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8")
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** Replaces a file in one step, on the disk before it answers. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString("hex")}.new`
  const file = await open(draft, "w", 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

export interface RunContents {
  config: Record<string, unknown>
  /** Paths of the uploaded sides. */
  training: string
  validation: string | null
}

/** Everything a run needs, readable by its owner alone. Safe to call again. */
export async function writeRunFolder(
  folder: string,
  { config, training, validation }: RunContents,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of ["train.py", "serve.py"] as const) {
    await writeFile(join(folder, name), await readScript(name), { mode: 0o600 })
  }
  await copyFile(training, join(folder, "train.jsonl"))
  if (validation) await copyFile(validation, join(folder, "validation.jsonl"))
  await replaceFile(join(folder, "config.json"), `${JSON.stringify(config, null, 2)}\n`)
}

/** What an attempt that broke off had learnt, as the start of the next one. */
export async function inheritCheckpoints(from: string, to: string): Promise<void> {
  if (await exists(join(to, "checkpoints"))) return
  try {
    await rename(join(from, "checkpoints"), join(to, "checkpoints"))
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

/** Checkpoints are several times the size of what was learnt: nobody needs them once it is saved. */
export function removeCheckpoints(folder: string): Promise<void> {
  return rm(join(folder, "checkpoints"), { recursive: true, force: true })
}

export function appendLine(path: string, line: string): Promise<void> {
  return appendFile(path, `${line}\n`, { mode: 0o600 })
}
