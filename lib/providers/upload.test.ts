import { createWriteStream } from "node:fs"
import { mkdtemp, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { expect, it } from "vitest"
import type { HostedTrainer, TrainingFile } from "@/lib/providers/provider"
import { getTrainer } from "@/lib/providers/registry"
import { createOutbound } from "@/lib/services/outbound/outbound"
import { PLAYED_PROVIDERS } from "@/tests/factories/played-providers"

const MB = 1_000_000

/** The provider's own limit of one upload; in CI a file that would show all the same if it were held whole. */
const LIMIT_BYTES: Record<string, number> = {
  "openai-compatible": 512 * MB,
  vertex: 1000 * MB,
  together: 2000 * MB,
  fireworks: 2000 * MB,
}
const CI_BYTES = 160 * MB
const isFull = process.env.WINNOW_UPLOAD_FULL === "1"

/** Of the growth of this process, in which the server runs too, garbage included: far less than the file in either case. */
const MOST_BYTES = isFull ? 300 * MB : 80 * MB

async function writeLines(path: string, byteCount: number): Promise<void> {
  const row = `${JSON.stringify({ messages: [{ role: "user", content: "x".repeat(99_900) }] })}\n`
  const lines = function* () {
    for (let written = 0; written + row.length <= byteCount; written += row.length) yield row
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
}

/** The most that is resident while `work` runs, above what was before. */
async function measurePeak(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 20)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return peak - before
}

it.each(PLAYED_PROVIDERS)(
  "streams a file to $id without holding it",
  { timeout: 600_000 },
  async (provider) => {
    const byteCount = isFull ? (LIMIT_BYTES[provider.id] ?? CI_BYTES) : CI_BYTES
    const folder = await mkdtemp(join(tmpdir(), "winnow-upload-"))
    await using server = await provider.start()
    const outbound = createOutbound()
    try {
      const path = join(folder, "train.jsonl")
      await writeLines(path, byteCount)
      const trainer = getTrainer(provider.id) as HostedTrainer
      const { host } = new URL(server.baseUrl)
      const client = trainer.connect({
        baseUrl: server.baseUrl,
        key: server.key,
        headers: {},
        settings: provider.settings(server),
        fetch: outbound.fetchFor(new Set([host])),
      })
      const { size: onDisk } = await stat(path)
      const file: TrainingFile = {
        role: "training",
        path,
        name: "train.jsonl",
        byteCount: onDisk,
        rowCount: 1,
        sha256: "",
      }
      const started = performance.now()
      const peak = await measurePeak(() => client.upload(file, "key", new AbortController().signal))
      const seconds = (performance.now() - started) / 1000
      // biome-ignore lint/suspicious/noConsole: a figure for whoever repeats the measurement
      console.info(
        `${provider.id}: ${(onDisk / MB).toFixed(0)} MB in ${seconds.toFixed(1)} s, ${(peak / MB).toFixed(0)} MB more resident`,
      )
      expect(server.violations).toEqual([])
      expect(peak).toBeLessThan(MOST_BYTES)
    } finally {
      await outbound.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
)
