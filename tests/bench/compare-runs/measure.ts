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
const LOOKS = 5
const RUNS = 8
/** Until a page has fetched what it needs. */
const SETTLED_MS = 2500
const LOOK_MS = 4000

type Times = { first: number[]; again: number[] }

/** Raises the revision of runs, as an ingest would, so that nothing made of them before counts. */
async function touchRuns(db: Database, experimentId: string, most: number): Promise<void> {
  await db.pool.query(
    `UPDATE "Run" SET revision = revision + 1
      WHERE id IN (SELECT id FROM "Run" WHERE "experimentId" = $1 ORDER BY id DESC LIMIT $2)`,
    [experimentId, most],
  )
}

async function repeat(db: Database, experimentId: string, look: () => Promise<unknown>): Promise<string[]> {
  const times: Times = { first: [], again: [] }
  for (let turn = 0; turn < REPEATS; turn++) {
    await touchRuns(db, experimentId, RUNS)
    for (const taken of [times.first, times.again]) taken.push((await timed(look)).ms)
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

/**
 * By the clock of the page, from pressing *Compare* in the sidebar and from asking for the page by its address: until a frame
 * shows the sentence, the marks of the plane and the latencies, which is what fits the screen, and until one shows the figures.
 */
export async function measureScreen(db: Database, product: Product, experimentId: string): Promise<string[]> {
  const browser = await launchBrowser()
  const experimentUrl = `${product.baseUrl}/experiments/${experimentId}`
  try {
    const viewport = { width: 1440, height: 900 }
    const page = await (await browser.newContext({ storageState: product.signedIn, viewport })).newPage()
    await page.addInitScript(watchComparison)
    const walk = async () => {
      await page.goto(experimentUrl)
      await page.waitForTimeout(SETTLED_MS)
      await page.getByRole("link", { name: "Compare", exact: true }).first().click()
      return whenShown(page)
    }
    const load = async () => {
      await page.goto("about:blank")
      await page.waitForTimeout(SETTLED_MS)
      await page.goto(`${experimentUrl}/compare`, { waitUntil: "commit" })
      return whenShown(page)
    }
    await walk()
    const lines: string[] = []
    for (const [way, look] of Object.entries({ "from the sidebar": walk, "by its address": load })) {
      for (const changed of [0, 1, RUNS]) {
        const times: Watched[] = []
        for (let turn = 0; turn < LOOKS; turn++) {
          await touchRuns(db, experimentId, changed)
          times.push(await look())
        }
        const screen = describeTimes(times.map(({ asked, screen }) => screen - asked))
        const figures = describeTimes(times.map(({ asked, figures }) => figures - asked))
        lines.push(`| ${way}, ${changed} of ${RUNS} runs changed | ${screen} | figures ${figures} |`)
      }
    }
    return lines
  } finally {
    await browser.close()
  }
}

interface Watched {
  asked: number
  screen: number
  figures: number
}

/** Runs in the page: notes when somebody pressed last, and the frames that first show parts of the comparison. */
function watchComparison(): void {
  const watched: Watched = { asked: 0, screen: 0, figures: 0 }
  Object.assign(window, { watched })
  addEventListener(
    "pointerdown",
    () => Object.assign(watched, { asked: performance.now(), screen: 0, figures: 0 }),
    true,
  )
  const parts = {
    screen: ["h1.text-verdict", "[data-brush] [data-point]"],
    figures: ["[aria-label='Figures of every run'] tbody tr:last-child"],
  }
  new MutationObserver(() => {
    for (const [part, selectors] of Object.entries(parts) as [keyof typeof parts, string[]][]) {
      if (watched[part] > 0 || !selectors.every((selector) => document.querySelector(selector))) continue
      // Of two frames the second begins when the first has been drawn.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          watched[part] ||= performance.now()
        }),
      )
    }
  }).observe(document, { childList: true, subtree: true })
}

/** Asks once, when all is over: polling would compete with what it waits for. */
async function whenShown(page: Page): Promise<Watched> {
  await page.waitForTimeout(LOOK_MS)
  return page.evaluate(() => (window as unknown as { watched: Watched }).watched)
}
