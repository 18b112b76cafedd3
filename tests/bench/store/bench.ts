import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PROJECT_ROOT } from "@/bin/build/project-root"
import { startScratchPostgres } from "@/bin/postgres/scratch"
import { serverSettings } from "@/bin/postgres/settings"
import { createDatabase, type Database } from "@/lib/db/client"
import { type Context, createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { applyMigrations } from "@/prisma/migrate"
import { readProcesses, removeHome } from "@/tests/integration/start/plain-installation"
import type { BenchSizes } from "./sizes"

/** The built product on the bench's database. */
export interface BenchProduct {
  baseUrl: string
  /** Authorises as the person at the machine. */
  headers: Record<string, string>
  webPid: number
  stop(): Promise<void>
}

/** What rows measure on. Made once; the corpus arrives between the phases. */
export interface StoreBench extends BenchSizes {
  db: Database
  ctx: Context
  product: BenchProduct
  /** Set once the corpus is loaded. */
  corpus: { experimentId: string; runIds: readonly string[] } | null
  close(): Promise<void>
}

async function readUrl(stdout: AsyncIterable<Buffer>): Promise<string> {
  let output = ""
  for await (const chunk of stdout) {
    output += chunk
    const url = /http:\/\/\S+\/sign-in\/link\?token=\S+/.exec(output)?.[0]
    if (url) return new URL(url).origin
  }
  throw new Error(`the product ended before it was ready:\n${output}`)
}

async function startBenchProduct(databaseUrl: string): Promise<BenchProduct> {
  const home = mkdtempSync(join(tmpdir(), "winnow-bench-"))
  const child = spawn(process.execPath, ["bin/start.mjs"], {
    cwd: PROJECT_ROOT,
    env: {
      ...process.env,
      NODE_ENV: "production",
      WINNOW_HOME: home,
      WINNOW_DEMO: "0",
      // The worker would index behind what is measured; the rows of search index by themselves.
      WINNOW_SEARCH: "0",
      PORT: "0",
      DATABASE_URL: databaseUrl,
    },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const baseUrl = await readUrl(child.stdout)
  child.stdout.resume()
  const token = readFileSync(join(home, "local-token"), "utf8").trim()
  return {
    baseUrl,
    headers: { authorization: `Bearer ${token}` },
    webPid: readProcesses(home).web?.pid ?? 0,
    async stop() {
      child.kill("SIGINT")
      if (child.exitCode === null) await once(child, "exit")
      removeHome(home)
    },
  }
}

/** A Postgres with the settings of an installation, migrated, and the product on it. */
export async function openBench(sizes: BenchSizes): Promise<StoreBench> {
  const server = await startScratchPostgres(18, process.pid, serverSettings())
  const url = server.url("postgres")
  await applyMigrations(url)
  const db = createDatabase(url)
  const product = await startBenchProduct(url)
  return {
    ...sizes,
    db,
    ctx: createContext(db, SYSTEM_ACTOR),
    product,
    corpus: null,
    async close() {
      await product.stop()
      await db.close()
      await server.stop()
    },
  }
}
