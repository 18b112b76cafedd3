// Measures what a brush event costs with many runs on the plane, on a Postgres of its own; figures in docs/compare.md.
// usage: node --import ./bin/ts.mjs tests/bench/compare-plane.ts [--runs 200]
import { parseArgs } from "node:util"
import type { Page } from "playwright-core"
import { startScratchPostgres } from "@/bin/postgres/scratch"
import { createDatabase } from "@/lib/db/client"
import { applyMigrations } from "@/prisma/migrate"
import { launchBrowser } from "@/tests/e2e/browser"
import { type Product, startProduct } from "@/tests/e2e/product"
import { seedRuns } from "./compare/seed-runs"
import { describeTimes } from "./curation/figures"
import { scriptAndLayoutPerMove, traced } from "./curation/trace"

const MOVES = 80

const { values } = parseArgs({ options: { runs: { type: "string", default: "200" } } })

/** Drags a box from the top left corner of the plot over most of it. */
async function brush(page: Page): Promise<void> {
  const box = await page.locator("[data-brush] > rect").first().boundingBox()
  if (!box) throw new Error("the plane has no place on the screen")
  await page.mouse.move(box.x + 4, box.y + 4)
  await page.mouse.down()
  for (let move = 1; move <= MOVES; move++) {
    await page.mouse.move(
      box.x + 4 + (move / MOVES) * (box.width - 20),
      box.y + 4 + (move / MOVES) * (box.height - 8),
    )
    await page.waitForTimeout(40)
  }
}

async function measure({ baseUrl, signedIn }: Product, experimentId: string): Promise<void> {
  const browser = await launchBrowser()
  try {
    const viewport = { width: 1440, height: 900 }
    const context = await browser.newContext({ storageState: signedIn, viewport })
    const page = await context.newPage()
    const started = performance.now()
    await page.goto(`${baseUrl}/experiments/${experimentId}/compare`)
    await page
      .locator("[data-point]")
      .nth(Number(values.runs) - 1)
      .waitFor({ state: "attached" })
    console.log(`plane with ${values.runs} runs after ${((performance.now() - started) / 1000).toFixed(2)} s`)
    await page.waitForTimeout(2000)
    for (const round of ["first", "second"]) {
      const moves = scriptAndLayoutPerMove(await traced(page, () => brush(page)))
      const brushed = await page.locator("[data-point][data-brushed]").count()
      const rows = await page.locator("tr[data-brushed]").count()
      console.log(
        `${round} drag, script and layout per move, ms (median | p95 | most): ${describeTimes(moves)} over ${moves.length} moves; ${brushed} marks and ${rows} rows brushed`,
      )
      const release = await traced(page, async () => {
        await page.mouse.move(700, 500)
        await page.mouse.up()
        await page.waitForTimeout(1500)
      })
      console.log(`letting go, ms: ${scriptAndLayoutPerMove(release).at(-1)?.toFixed(1)}`)
      await page.keyboard.press("Escape")
      await page.waitForTimeout(1000)
    }
  } finally {
    await browser.close()
  }
}

const server = await startScratchPostgres(18)
try {
  const url = server.url("postgres")
  await applyMigrations(url)
  const db = createDatabase(url)
  const client = await db.pool.connect()
  const experimentId = await seedRuns(client, Number(values.runs))
  client.release()
  await db.close()
  const product = await startProduct({ DATABASE_URL: url })
  try {
    await measure(product, experimentId)
  } finally {
    await product.stop()
  }
} finally {
  await server.stop()
}
