import { z } from "zod"
import { quantile } from "@/lib/domain/stats/latency-quantile"
import type { StoreBench } from "./bench"
import { requireCorpus } from "./reads"
import { type BenchRow, median, once } from "./row"
import { repeatsOf } from "./sizes"

const REPEATS = 5

const chartRows = z.array(
  z.object({
    id: z.string(),
    n: z.number(),
    score: z.number().nullable(),
    cost: z.number().nullable(),
    p50: z.number().nullable(),
    p95: z.number().nullable(),
  }),
)

type ChartRow = z.output<typeof chartRows>[number]

async function fromRollups(bench: StoreBench): Promise<ChartRow[]> {
  const { rows } = await bench.db.pool.query(
    `SELECT id, "episodeCount" AS n, "scoreSum" / nullif("scoreCount", 0) AS score,
            "costMicroSum"::float8 / nullif("costCount", 0) AS cost, "latencyHistogram" AS histogram
       FROM "Run" WHERE "experimentId" = $1 ORDER BY id`,
    [requireCorpus(bench).experimentId],
  )
  return rows.map(({ histogram, ...row }) => ({
    ...row,
    p50: quantile(histogram, 0.5),
    p95: quantile(histogram, 0.95),
  }))
}

async function fromEpisodes(bench: StoreBench): Promise<ChartRow[]> {
  const { rows } = await bench.db.pool.query(
    `SELECT "runId" AS id, count(*)::int AS n, avg(score) AS score, avg("costMicro")::float8 AS cost,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY "latencyMs") AS p50,
            percentile_cont(0.95) WITHIN GROUP (ORDER BY "latencyMs") AS p95
       FROM "Episode" WHERE "experimentId" = $1 GROUP BY "runId" ORDER BY "runId"`,
    [requireCorpus(bench).experimentId],
  )
  return chartRows.parse(rows)
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const startedAt = performance.now()
  const value = await work()
  return { seconds: (performance.now() - startedAt) / 1000, value }
}

const measureCharts = once(async (bench) => {
  await fromRollups(bench)
  const rolled = []
  const counted = []
  for (let repeat = 0; repeat < repeatsOf(bench, REPEATS); repeat++) {
    rolled.push(await timed(() => fromRollups(bench)))
    counted.push(await timed(() => fromEpisodes(bench)))
  }
  const exact = new Map(counted[0]?.value.map((row) => [row.id, row]))
  const shown = (rolled[0]?.value ?? []).filter(({ id, n }) => n > 0 && exact.has(id))
  const error = Math.max(...shown.map(({ id, p95 }) => Math.abs((p95 ?? 0) / (exact.get(id)?.p95 ?? 1) - 1)))
  const rate = (runs: readonly { seconds: number }[]) => 1 / median(runs.map(({ seconds }) => seconds))
  return { rolled: rate(rolled), counted: rate(counted), error }
})

export const RUN_ROWS: readonly BenchRow[] = [
  {
    name: "charts of 200 runs from their roll-ups",
    against: "percentile_cont over episodes",
    phase: "full",
    unit: "/s",
    demand: { least: 100 },
    measure: async (bench) => (await measureCharts(bench)).rolled,
    limit: async (bench) => (await measureCharts(bench)).counted,
  },
  {
    name: "largest error of a run's p95 latency",
    against: "the demand",
    phase: "full",
    unit: "%",
    demand: { most: 1 },
    measure: async (bench) => 100 * (await measureCharts(bench)).error,
    limit: async () => 1,
  },
]
