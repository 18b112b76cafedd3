import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { inject } from "vitest"
import { launchBrowser } from "@/tests/e2e/browser"

export interface Session extends AsyncDisposable {
  browser: Browser
  context: BrowserContext
  page: Page
  /** Messages of the console that say something failed, and errors thrown in pages. */
  problems: string[]
}

/** The header with which the command line signs in. */
export function localAuthorization(): Record<string, string> {
  const token = readFileSync(join(inject("home"), "local-token"), "utf8").trim()
  return { authorization: `Bearer ${token}` }
}

/** A browser signed in as the person at the machine, where nothing takes its time to move. */
export async function openSession(): Promise<Session> {
  const browser = await launchBrowser()
  const context = await browser.newContext({
    baseURL: inject("baseUrl"),
    storageState: inject("signedIn"),
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text())
  })
  page.on("pageerror", (error) => problems.push(String(error)))
  return { browser, context, page, problems, [Symbol.asyncDispose]: () => browser.close() }
}
