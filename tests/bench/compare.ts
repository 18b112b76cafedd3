// Measures the comparison of 8 runs x 2,000 tasks x 4 trials on a Postgres of its own; figures in docs/compare.md.
// usage: node --import ./bin/ts.mjs tests/bench/compare.ts [--no-browser]
import { parseArgs } from "node:util"
import { startScratchPostgres } from "@/bin/postgres/scratch"
import { createDatabase } from "@/lib/db/client"
import { applyMigrations } from "@/prisma/migrate"
import { startProduct } from "@/tests/e2e/product"
import { measureHttp, measureScreen, measureService } from "./compare-runs/measure"
import { seedRuns } from "./compare-runs/seed"

const { values } = parseArgs({
  allowNegative: true,
  options: { browser: { type: "boolean", default: true } },
})

const server = await startScratchPostgres(18)
try {
  const url = server.url("postgres")
  await applyMigrations(url)
  const db = createDatabase(url)
  const client = await db.pool.connect()
  const experimentId = await seedRuns(client)
  client.release()
  const report = async (title: string, lines: Promise<string[]>) =>
    console.log(`\n${title}, ms: median | p95 | most\n${(await lines).join("\n")}`)
  await report("Service", measureService(db, experimentId))
  if (values.browser) {
    const product = await startProduct({ DATABASE_URL: url })
    try {
      await report("HTTP", measureHttp(db, product, experimentId))
      await report("Screen", measureScreen(db, product, experimentId))
    } finally {
      await product.stop()
    }
  }
  await db.close()
} finally {
  await server.stop()
}
