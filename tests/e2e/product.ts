import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import { launchBrowser } from "@/tests/e2e/browser"
import { removeHome } from "@/tests/integration/start/plain-installation"

export interface Product {
  baseUrl: string
  /** Its folder, which holds the local token. */
  home: string
  /** A file with the cookies of the person at the machine, who has signed in by the printed link. */
  signedIn: string
  stop(): Promise<void>
}

async function readSignInUrl(child: ChildProcess): Promise<string> {
  let output = ""
  child.stderr?.on("data", (chunk) => (output += chunk))
  for await (const chunk of child.stdout ?? []) {
    output += chunk
    const url = /http:\/\/\S+\/sign-in\/link\?token=\S+/.exec(output)?.[0]
    if (url) return url
  }
  throw new Error(`npm start ended before it was ready:\n${output}`)
}

async function signIn(url: string, stateFile: string): Promise<void> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(url)
    await page.waitForURL("**/experiments")
    await page.context().storageState({ path: stateFile })
  } finally {
    await browser.close()
  }
}

/** Starts the product as the README says, on a home of its own, and signs in. */
export async function startProduct(environment: Record<string, string> = {}): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), "winnow-e2e-"))
  const child = spawn(process.execPath, ["bin/start.mjs"], {
    cwd: PROJECT_ROOT,
    env: {
      ...process.env,
      NODE_ENV: "production",
      WINNOW_HOME: home,
      PORT: "0",
      WINNOW_DEMO: "0",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const signInUrl = await readSignInUrl(child)
  child.stdout?.resume()
  const signedIn = join(home, "signed-in.json")
  await signIn(signInUrl, signedIn)
  return {
    baseUrl: new URL(signInUrl).origin,
    home,
    signedIn,
    async stop() {
      child.kill("SIGINT")
      if (child.exitCode === null) await once(child, "exit")
      removeHome(home)
    },
  }
}
