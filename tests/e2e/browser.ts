import { mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"

/** Where the packed browser is unpacked: a folder of its own, since it reuses whatever lies there. */
const UNPACK_DIR = join(tmpdir(), "winnow-chromium-147.0.0")

/**
 * Starts a browser that npm brought along, so tests need nothing installed. `WINNOW_CHROME` points at an installed
 * Chrome instead; where the packed one does not exist (macOS, ARM) the `chrome` channel is tried.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env.WINNOW_CHROME
  if (installed) return chromium.launch({ executablePath: installed })
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome" })
  return launchPacked()
}

async function launchPacked(): Promise<Browser> {
  mkdirSync(UNPACK_DIR, { recursive: true })
  return withEnvironment({ TMPDIR: UNPACK_DIR, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" }, async () => {
    const { default: packed } = await import("@sparticuz/chromium")
    const args = packed.args.filter((flag) => flag !== "--single-process" && flag !== "--headless='shell'")
    return chromium.launch({
      executablePath: await packed.executablePath(),
      args: [...args, "--headless=shell", "--no-sandbox"],
      env: environment(),
    })
  })
}

/** The package reads its settings from the environment while it loads and unpacks. */
async function withEnvironment<Result>(values: Record<string, string>, run: () => Promise<Result>) {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]))
  Object.assign(process.env, values)
  try {
    return await run()
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
