import { readFileSync } from "node:fs"
import { Readable } from "node:stream"
import { createEpisodes } from "@/lib/contracts/episodes"
import { createExperiment } from "@/lib/services/experiment/create"
import { createRun } from "@/lib/services/run/create"
import type { StoreBench } from "./bench"
import { prismaRate, serverCopyRate } from "./copy-limits"
import { corpusLines } from "./corpus"
import { type BenchRow, median, once } from "./row"
import { repeatsOf } from "./sizes"

const REPEATS = 3
const STEPS = 20
const PRISMA_EPISODES = 1000
let made = 0

export interface Sent {
  experimentId: string
  runId: string
  /** Episodes per second. */
  rate: number
  accepted: number
  duplicates: number
}

async function openRun(bench: StoreBench) {
  made += 1
  const experiment = await createExperiment(bench.ctx, { name: `Bench ${made}` })
  const target = { experimentId: experiment.id, name: "sent", modelName: "bench" }
  const run = await createRun(bench.ctx, { ...target, role: "teacher", config: {} })
  return { experimentId: experiment.id, runId: run.id }
}

/** The lines are made before the clock starts, so that it times the product and not the generator. */
async function send(
  bench: StoreBench,
  target: { experimentId: string; runId: string },
  lines: readonly Buffer[],
  count: number,
): Promise<Sent> {
  const path = createEpisodes.path
    .replace("{experimentId}", target.experimentId)
    .replace("{runId}", target.runId)
  const startedAt = performance.now()
  const response = await fetch(bench.product.baseUrl + path, {
    method: "POST",
    headers: { ...bench.product.headers, "content-type": "application/x-ndjson" },
    body: Readable.toWeb(Readable.from(lines)) as ReadableStream,
    duplex: "half",
  } as RequestInit)
  const answer = createEpisodes.output.parse(await response.json())
  const rate = count / ((performance.now() - startedAt) / 1000)
  return { ...target, rate, accepted: answer.accepted, duplicates: answer.duplicates }
}

function makeLines(from: number, count: number): Buffer[] {
  return Array.from(corpusLines(from, from + count, STEPS), (text) => Buffer.from(text))
}

function peakMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8")
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024
}

/** Sends the slice to fresh runs, each twice. */
const measureSends = once(async (bench) => {
  await send(bench, await openRun(bench), makeLines(0, 500), 500)
  const lines = makeLines(0, bench.slice)
  const [first, again]: [Sent[], Sent[]] = [[], []]
  for (let repeat = 0; repeat < repeatsOf(bench, REPEATS); repeat++) {
    const sent = await send(bench, await openRun(bench), lines, bench.slice)
    first.push(sent)
    again.push(await send(bench, sent, lines, bench.slice))
  }
  const bytes = lines.reduce((sum, line) => sum + line.byteLength, 0)
  const peak = peakMegabytes(bench.product.webPid)
  console.error(`slice: ${bench.slice} episodes of ${STEPS} steps, ${(bytes / 1e6).toFixed(0)} MB of NDJSON`)
  const wrong = [
    ...first.filter((one) => one.accepted !== bench.slice),
    ...again.filter((one) => one.accepted),
  ]
  if (wrong.length > 0) throw new Error(`episodes were lost or doubled: ${JSON.stringify(wrong)}`)
  return { first, again, peak }
})

const firstRate = async (bench: StoreBench) =>
  median((await measureSends(bench)).first.map(({ rate }) => rate))

const limits = once(async (bench) => {
  const { first } = await measureSends(bench)
  const [indexed, bare]: [number[], number[]] = [[], []]
  for (const sent of first) {
    indexed.push(await serverCopyRate(bench, sent, "indexed"))
    bare.push(await serverCopyRate(bench, sent, "bare"))
  }
  return { indexed: median(indexed), bare: median(bare) }
})

/** A tenth of the slice, sent to a fresh run of the experiment that holds most: a small store first, then the full one. */
async function rateInto(bench: StoreBench, from: number): Promise<number> {
  const count = Math.max(1000, Math.round(bench.slice / 4))
  const rates: number[] = []
  for (let repeat = 0; repeat < repeatsOf(bench, REPEATS); repeat++) {
    const lines = makeLines(from + repeat * count, count)
    const target = bench.corpus
      ? {
          experimentId: bench.corpus.experimentId,
          runId: (
            await createRun(bench.ctx, {
              experimentId: bench.corpus.experimentId,
              name: `sent ${from} ${repeat}`,
              modelName: "bench",
              role: "teacher",
              config: {},
            })
          ).id,
        }
      : await openRun(bench)
    rates.push((await send(bench, target, lines, count)).rate)
  }
  return median(rates)
}

const rateWhenSmall = once((bench) => rateInto(bench, 2_000_000))

export const WRITE_ROWS: readonly BenchRow[] = [
  {
    name: "NDJSON over HTTP, committed",
    against: "server COPY into the same indexed tables",
    phase: "slice",
    unit: "episodes/s",
    demand: { least: 0.5 },
    measure: firstRate,
    limit: async (bench) => (await limits(bench)).indexed,
  },
  {
    name: "NDJSON over HTTP, committed",
    against: "server COPY into unlogged tables without index",
    phase: "slice",
    unit: "episodes/s",
    demand: { least: 0.22 },
    measure: firstRate,
    limit: async (bench) => (await limits(bench)).bare,
  },
  {
    name: "NDJSON over HTTP, committed",
    against: `Prisma createMany of ${PRISMA_EPISODES} of them`,
    phase: "slice",
    unit: "episodes/s",
    demand: { least: 12 },
    measure: firstRate,
    limit: async (bench) => prismaRate(bench, (await measureSends(bench)).first[0] as Sent, PRISMA_EPISODES),
  },
  {
    name: "sending everything again",
    against: "first send",
    phase: "slice",
    unit: "episodes/s",
    demand: { least: 1.8 },
    measure: async (bench) => median((await measureSends(bench)).again.map(({ rate }) => rate)),
    limit: firstRate,
  },
  {
    name: "web process during ingest, peak",
    against: "400 MB",
    phase: "slice",
    unit: "MB",
    demand: { most: 1 },
    measure: async (bench) => (await measureSends(bench)).peak,
    limit: async () => 400,
  },
  {
    name: "ingest on the full store",
    against: "on the all but empty one",
    phase: "full",
    unit: "episodes/s",
    demand: { least: 0.8 },
    beforeLoad: rateWhenSmall,
    measure: (bench) => rateInto(bench, 3_000_000),
    limit: rateWhenSmall,
  },
]
