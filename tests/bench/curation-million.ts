// Measures the curation preview at a million episodes on a Postgres of its own; figures in docs/curation-performance.md.
// usage: node --import ./bin/ts.mjs tests/bench/curation-million.ts [--episodes 1000000] [--no-browser] [--wait]
// --wait seeds and builds, then measures when Enter is pressed: for a machine that other work leaves alone only at times.
import { once } from "node:events"
import { parseArgs } from "node:util"
import { startScratchPostgres } from "@/bin/postgres/scratch"
import { createDatabase } from "@/lib/db/client"
import { applyMigrations } from "@/prisma/migrate"
import { startProduct } from "@/tests/e2e/product"
import { timed } from "./curation/figures"
import { measureBrowser, measureHttp } from "./curation/measure-browser"
import { measureLoad, measureService } from "./curation/measure-service"
import { seedEpisodes } from "./curation/seed"

const { values } = parseArgs({
  allowNegative: true,
  options: {
    episodes: { type: "string", default: "1000000" },
    browser: { type: "boolean", default: true },
    wait: { type: "boolean", default: false },
  },
})

async function report(title: string, lines: Promise<string[]>): Promise<void> {
  console.log(`\n${title}\n${(await lines).join("\n")}`)
}

const server = await startScratchPostgres(18)
try {
  const url = server.url("postgres")
  await applyMigrations(url)
  const db = createDatabase(url)
  const client = await db.pool.connect()
  const { ms, result: experimentId } = await timed(() => seedEpisodes(client, Number(values.episodes)))
  client.release()
  console.log(`seeded in ${(ms / 1000).toFixed(0)} s`)
  const product = values.browser ? await startProduct({ DATABASE_URL: url }) : null
  try {
    if (values.wait) {
      console.log("ready; press Enter to measure")
      await once(process.stdin, "data")
    }
    await report("Loading", measureLoad(db, experimentId))
    await report("Service, ms: median | p95 | most; computing; the curve", measureService(db, experimentId))
    await db.close()
    if (product) {
      await report(
        "Browser, ms: median | p95 | most | previews per change",
        measureBrowser(product, experimentId),
      )
      await report("HTTP, ms: median | p95 | most", measureHttp(product, experimentId))
    }
  } finally {
    await product?.stop()
  }
} finally {
  await server.stop()
  process.stdin.destroy()
}
