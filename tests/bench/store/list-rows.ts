import { listEpisodes } from "@/lib/contracts/episodes"
import { encodeCursor } from "@/lib/db/cursor"
import type { StoreBench } from "./bench"
import { listCombinations } from "./list-combinations"
import { p95, requireCorpus, timedGet, times } from "./reads"
import { type BenchRow, median, once } from "./row"
import { repeatsOf } from "./sizes"

const PAGE = 50
const DEEP_PAGE = 10_000
const REPEATS = 15
/** So many that the slowest two of a combination do not decide its p95. */
const COMBINATION_REPEATS = 40
const LIST_MS = 120

const SORTS = {
  createdAt: `"createdAt"`,
  score: "score",
  costUsd: `"costMicro"`,
  latencyMs: `"latencyMs"`,
} as const

function pathOf(bench: StoreBench): string {
  return listEpisodes.path.replace("{experimentId}", requireCorpus(bench).experimentId)
}

async function cursorBefore(bench: StoreBench, column: string, episodes: number): Promise<string> {
  const { rows } = await bench.db.pool.query(
    `SELECT ${column} AS value, id FROM "Episode" WHERE "experimentId" = $1 AND ${column} IS NOT NULL
      ORDER BY ${column} DESC, id DESC OFFSET $2 LIMIT 1`,
    [requireCorpus(bench).experimentId, episodes - 1],
  )
  const { value, id } = rows[0] as { value: unknown; id: string }
  const plain = value instanceof Date ? value.toISOString() : Number(value)
  return encodeCursor({ value: plain, id })
}

/** The first filter after a start waits until the columns are loaded; nothing else is measured meanwhile. */
const loadColumns = once(async (bench) => {
  const cold = await timedGet(bench, pathOf(bench), { success: "success", limit: PAGE })
  console.error(`the first filter after a start, which loads the columns: ${cold.ms.toFixed(0)} ms`)
})

/** The order in which the deep page is slowest against the first. */
const measurePages = once(async (bench) => {
  await loadColumns(bench)
  const page = Math.min(DEEP_PAGE, Math.floor(bench.episodes / PAGE / 2))
  const path = pathOf(bench)
  const all: { first: number; deep: number }[] = []
  for (const [sort, column] of Object.entries(SORTS)) {
    const cursor = await cursorBefore(bench, column, PAGE * (page - 1))
    const query = { sort, order: "desc", limit: PAGE }
    await times(bench, path, query, 3)
    const repeats = repeatsOf(bench, REPEATS)
    const first = median(await times(bench, path, query, repeats))
    const deep = median(await times(bench, path, { ...query, cursor }, repeats))
    console.error(`by ${sort}: page 1 ${first.toFixed(1)} ms, page ${page} ${deep.toFixed(1)} ms`)
    all.push({ first, deep })
  }
  return (
    all.toSorted((left, right) => right.deep / right.first - left.deep / left.first)[0] ?? {
      first: 1,
      deep: 1,
    }
  )
})

const measureCombinations = once(async (bench) => {
  const path = pathOf(bench)
  const combinations = await listCombinations(bench)
  await loadColumns(bench)
  const slowest = { ms: 0, query: "" }
  for (const query of combinations) {
    await timedGet(bench, path, { ...query, limit: PAGE })
    const ms = p95(await times(bench, path, { ...query, limit: PAGE }, repeatsOf(bench, COMBINATION_REPEATS)))
    if (ms > slowest.ms) Object.assign(slowest, { ms, query: JSON.stringify(query) })
  }
  console.error(`slowest of ${combinations.length} combinations: ${slowest.query}`)
  return slowest.ms
})

export const LIST_ROWS: readonly BenchRow[] = [
  {
    name: "list, page 10,000 of 50, in the worst of four orders",
    against: "page 1",
    phase: "full",
    unit: "ms",
    demand: { most: 1.5 },
    measure: async (bench) => (await measurePages(bench)).deep,
    limit: async (bench) => (await measurePages(bench)).first,
  },
  {
    name: "list, p95 of the slowest of 44 combinations of filter and order",
    against: "the demand",
    phase: "full",
    unit: "ms",
    demand: { most: 1 },
    measure: measureCombinations,
    limit: async () => LIST_MS,
  },
]
