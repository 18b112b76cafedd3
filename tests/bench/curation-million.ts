// Measures the curation preview at a million episodes; figures in docs/curation-performance.md.
// usage: node --import ./bin/ts.mjs tests/bench/curation-million.ts [--episodes 1000000] [--no-browser] [--database URL]
// --database takes an empty Postgres database, or the one of an earlier run, instead of a Postgres of its own.
import { parseArgs } from "node:util"
import type { ClientBase } from "pg"
import { startScratchPostgres } from "@/bin/postgres/scratch"
import { createDatabase } from "@/lib/db/client"
import { applyMigrations } from "@/prisma/migrate"
import { startProduct } from "@/tests/e2e/product"
import { timed } from "./curation/figures"
import { measureBrowser, measureHttp } from "./curation/measure-browser"
import { measureLoad, measureService } from "./curation/measure-service"
import { EXPERIMENT_NAME, seedEpisodes } from "./curation/seed"

const { values } = parseArgs({
  allowNegative: true,
  options: {
    episodes: { type: "string", default: "1000000" },
    browser: { type: "boolean", default: true },
    database: { type: "string" },
  },
})

async function report(title: string, lines: AsyncGenerator<string>): Promise<void> {
  console.log(`\n${title}`)
  for await (const line of lines) console.log(line)
}

async function findOrSeed(client: ClientBase): Promise<string> {
  const known = await client.query(`SELECT id FROM "Experiment" WHERE name = $1`, [EXPERIMENT_NAME])
  if (known.rows[0]) return known.rows[0].id
  const { ms, result } = await timed(() => seedEpisodes(client, Number(values.episodes)))
  console.log(`seeded in ${(ms / 1000).toFixed(0)} s`)
  return result
}

async function measurePages(url: string, experimentId: string): Promise<void> {
  const product = await startProduct({ DATABASE_URL: url })
  try {
    await report(
      "Browser, ms: median | p95 | most | previews per change",
      measureBrowser(product, experimentId),
    )
    await report("HTTP, ms: median | p95 | most", measureHttp(product, experimentId))
  } finally {
    await product.stop()
  }
}

const server = values.database ? null : await startScratchPostgres(18)
try {
  const url = values.database ?? server?.url("postgres") ?? ""
  await applyMigrations(url)
  const db = createDatabase(url)
  const client = await db.pool.connect()
  const experimentId = await findOrSeed(client)
  client.release()
  await report("Loading", measureLoad(db, experimentId))
  await report("Service, ms: median | p95 | most; computing; the curve", measureService(db, experimentId))
  await db.close()
  if (values.browser) await measurePages(url, experimentId)
} finally {
  await server?.stop()
}
