import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { z } from "zod"
import { ProviderError } from "@/lib/domain/provider-error"
import { getEnv } from "@/lib/env"
import { childEnvironment } from "@/lib/providers/own-machine/child-environment"
import { readScript } from "@/lib/providers/own-machine/run-folder"

/** How a script is run here: the command with these arguments and then the script. */
export interface Python {
  command: string
  args: readonly string[]
  /** For people. */
  title: string
}

export type PythonSearch = { python: Python; problem: null } | { python: null; problem: string }

const run = promisify(execFile)

const PROBE_TIMEOUT_MS = 30_000
/** Importing nothing, it takes a tenth of a second; still, a form asks at every change. */
const KEPT_MS = 30_000

const versionsSchema = z.object({ python: z.string(), packages: z.record(z.string(), z.string().nullable()) })

/** What train.py names at its top, as `name==version`. */
async function readPins(): Promise<string[]> {
  const script = await readScript("train.py")
  return [...script.matchAll(/^# {3}"([a-z]+==[\d.]+)",$/gm)].map(([, pin = ""]) => pin)
}

const probe = (names: readonly string[]) => `
import importlib.metadata, json, platform
def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
print(json.dumps({"python": platform.python_version(), "packages": {name: version(name) for name in ${JSON.stringify(names)}}}))
`

/** Null where the command is no Python. */
async function readVersions(command: string, names: readonly string[]) {
  try {
    const env = childEnvironment(process.env)
    const { stdout } = await run(command, ["-c", probe(names)], { timeout: PROBE_TIMEOUT_MS, env })
    return versionsSchema.parse(JSON.parse(stdout))
  } catch (error) {
    // Whatever went wrong, it cannot be used; the sentence for people says what to do.
    if (error instanceof Error) return null
    throw error
  }
}

async function checkPython(command: string, named: string): Promise<PythonSearch> {
  const pins = await readPins()
  const names = pins.map((pin) => pin.split("==")[0] ?? pin)
  const versions = await readVersions(command, names)
  if (!versions) {
    return {
      python: null,
      problem: `${named} does not run as a Python: name another in WINNOW_PYTHON, or install uv.`,
    }
  }
  const missing = names.filter((name) => !versions.packages[name])
  if (missing.length === 0) {
    const title = `Python ${versions.python} with torch ${versions.packages.torch}`
    return { python: { command, args: [], title }, problem: null }
  }
  const problem = `${named} lacks ${missing.join(", ")}: run \`${command} -m pip install ${pins.join(" ")}\`, or install uv, which fetches them by itself.`
  return { python: null, problem }
}

async function hasUv(): Promise<boolean> {
  try {
    await run("uv", ["--version"], { timeout: PROBE_TIMEOUT_MS, env: childEnvironment(process.env) })
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}

async function search(): Promise<PythonSearch> {
  const named = getEnv().python
  if (named) return checkPython(named, `WINNOW_PYTHON (${named})`)
  if (await hasUv())
    return { python: { command: "uv", args: ["run", "--script"], title: "uv" }, problem: null }
  const found = await checkPython("python3", "python3 on this machine")
  if (found.python) return found
  return {
    python: null,
    problem: `This machine has no Python that can train. Install uv (https://docs.astral.sh/uv/), which fetches what the script needs, or name a Python in WINNOW_PYTHON that has it. ${found.problem}`,
  }
}

let last: { at: number; found: Promise<PythonSearch> } | null = null

/** What runs train.py here: the Python in WINNOW_PYTHON, else uv, else a python3 that has the packages; or what to install. */
export function findPython(): Promise<PythonSearch> {
  const at = Date.now()
  if (!last || at - last.at > KEPT_MS) last = { at, found: search() }
  return last.found
}

/** @throws ProviderError machine_not_ready saying what to install. */
export async function requirePython(): Promise<Python> {
  const { python, problem } = await findPython()
  if (python) return python
  throw new ProviderError("machine_not_ready", problem)
}
