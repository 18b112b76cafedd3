import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { getComparison as route } from "@/lib/contracts/compare"
import type { Database } from "@/lib/db/client"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { getComparison } from "@/lib/services/compare/get"
import { launchBrowser } from "@/tests/e2e/browser"
import type { Product } from "@/tests/e2e/product"
import { describeTimes, timed } from "../curation/figures"

const REPEATS = 9

type Times = { first: number[]; again: number[] }

/** Raises the revision of every run, as an ingest would, so that nothing made before counts. */
async function touchRuns(db: Database, experimentId: string): Promise<void> {
  await db.pool.query(`UPDATE "Run" SET revision = revision + 1 WHERE "experimentId" = $1`, [experimentId])
}

async function repeat(
  db: Database,
  experimentId: string,
  look: () => Promise<unknown>,
  leave: () => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const times: Times = { first: [], again: [] }
  for (let turn = 0; turn < REPEATS; turn++) {
    await touchRuns(db, experimentId)
    for (const taken of [times.first, times.again]) {
      taken.push((await timed(look)).ms)
      await leave()
    }
  }
  return [`| after a change | ${describeTimes(times.first)} |`, `| again | ${describeTimes(times.again)} |`]
}

export function measureService(db: Database, experimentId: string): Promise<string[]> {
  const ctx = createContext(db, SYSTEM_ACTOR)
  return repeat(db, experimentId, () => getComparison(ctx, route.input.parse({ experimentId })))
}

export function measureHttp(
  db: Database,
  { baseUrl, home }: Product,
  experimentId: string,
): Promise<string[]> {
  const token = readFileSync(join(home, "local-token"), "utf8").trim()
  const url = baseUrl + route.path.replace("{experimentId}", experimentId)
  return repeat(db, experimentId, async () =>
    (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).text(),
  )
}

/** From asking for the page until the sentence and the last row of the figures are painted; last, in browsers without its scripts. */
export async function measureScreen(db: Database, product: Product, experimentId: string): Promise<string[]> {
  const browser = await launchBrowser()
  const url = `${product.baseUrl}/experiments/${experimentId}/compare`
  const openPage = async () => {
    const viewport = { width: 1440, height: 900 }
    return (await browser.newContext({ storageState: product.signedIn, viewport })).newPage()
  }
  const look = async (page: Page) => {
    await page.goto(url, { waitUntil: "commit" })
    await page.locator("h1.text-verdict").waitFor()
    await page.getByRole("table", { name: "Figures of every run" }).getByText("run 8").waitFor()
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  try {
    const page = await openPage()
    // What the page of the time before still fetches is not this one's.
    const leave = () => page.goto("about:blank")
    const lines = await repeat(db, experimentId, () => look(page), leave)
    const visits: number[] = []
    for (let turn = 0; turn < REPEATS; turn++) {
      const stranger = await openPage()
      await touchRuns(db, experimentId)
      visits.push((await timed(() => look(stranger))).ms)
      await stranger.context().close()
    }
    return [...lines, `| after a change, first visit of a browser | ${describeTimes(visits)} |`]
  } finally {
    await browser.close()
  }
}
