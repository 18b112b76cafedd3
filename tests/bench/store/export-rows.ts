import { readFileSync, writeFileSync } from "node:fs"
import { to as copyTo } from "pg-copy-streams"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { exportDataset } from "@/lib/contracts/exports"
import { createDataset } from "@/lib/services/dataset/create"
import type { StoreBench } from "./bench"
import { openGet, requireCorpus } from "./reads"
import { type BenchRow, median, once } from "./row"
import { repeatsOf } from "./sizes"

const REPEATS = 3
/** Runs whose episodes are exported; all of them would take minutes to choose. */
const RUNS = 20

async function makeDataset(bench: StoreBench) {
  const { experimentId, runIds } = requireCorpus(bench)
  const input = { experimentId, name: "Exported", runIds: runIds.slice(0, RUNS), rules: [] }
  const { id } = await createDataset(bench.ctx, createRoute.input.parse(input))
  return { experimentId, datasetId: id }
}

function openExport(bench: StoreBench, key: { experimentId: string; datasetId: string }) {
  const path = exportDataset.path
    .replace("{experimentId}", key.experimentId)
    .replace("{datasetId}", key.datasetId)
  return openGet(bench, `${path}?format=messages&split=train`)
}

/** Through the route, every byte read. */
async function download(bench: StoreBench, key: { experimentId: string; datasetId: string }) {
  const startedAt = performance.now()
  let bytes = 0
  for await (const chunk of await openExport(bench, key)) bytes += chunk.byteLength
  return { bytes, rate: bytes / 1e6 / ((performance.now() - startedAt) / 1000) }
}

/** The same lines ready in a table, not compressed, by COPY BINARY to a reader that throws them away. */
async function copyReadyLines(bench: StoreBench, text: string): Promise<number[]> {
  const client = await bench.db.pool.connect()
  try {
    await client.query(`CREATE TEMP TABLE ready (line text STORAGE EXTERNAL)`)
    await client.query(`INSERT INTO ready SELECT unnest(string_to_array($1, E'\\n'))`, [text])
    const rates: number[] = []
    for (let repeat = 0; repeat <= repeatsOf(bench, REPEATS); repeat++) {
      const startedAt = performance.now()
      let bytes = 0
      const stream: AsyncIterable<Buffer> = client.query(copyTo(`COPY ready TO STDOUT (FORMAT binary)`))
      for await (const chunk of stream) bytes += chunk.length
      rates.push(bytes / 1e6 / ((performance.now() - startedAt) / 1000))
    }
    await client.query("DROP TABLE ready")
    return rates.slice(1)
  } finally {
    client.release()
  }
}

const LIMIT_BYTES = 100e6

async function readStart(
  bench: StoreBench,
  key: { experimentId: string; datasetId: string },
): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of await openExport(bench, key)) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes > LIMIT_BYTES) break
  }
  const text = Buffer.concat(chunks).toString()
  return text.slice(0, text.lastIndexOf("\n"))
}

function readMegabytes(pid: number, field: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8")
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
}

const measureExport = once(async (bench) => {
  const key = await makeDataset(bench)
  await download(bench, key)
  const { webPid } = bench.product
  // Forgets the most memory held so far, so that the next number is the export's own.
  writeFileSync(`/proc/${webPid}/clear_refs`, "5")
  const before = readMegabytes(webPid, "VmRSS")
  const downloads = []
  for (let repeat = 0; repeat < repeatsOf(bench, REPEATS); repeat++)
    downloads.push(await download(bench, key))
  const peak = readMegabytes(webPid, "VmHWM")
  console.error(
    `exported ${((downloads[0]?.bytes ?? 0) / 1e6).toFixed(0)} MB; the web process held ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most`,
  )
  const limit = median(await copyReadyLines(bench, await readStart(bench, key)))
  return { rate: median(downloads.map(({ rate }) => rate)), limit, before, peak }
})

export const EXPORT_ROWS: readonly BenchRow[] = [
  {
    name: "export of messages through the route",
    against: "COPY BINARY of ready lines",
    phase: "full",
    unit: "MB/s",
    demand: { least: 0.4 },
    measure: async (bench) => (await measureExport(bench)).rate,
    limit: async (bench) => (await measureExport(bench)).limit,
  },
  {
    name: "memory that the export adds to the web process",
    against: "the demand",
    phase: "full",
    unit: "MB",
    demand: { most: 1 },
    measure: async (bench) => {
      const { before, peak } = await measureExport(bench)
      return peak - before
    },
    limit: async () => 250,
  },
]
