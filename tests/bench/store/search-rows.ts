import { listEpisodes } from "@/lib/contracts/episodes"
import { newId } from "@/lib/db/new-id"
import { indexEpisodes } from "@/lib/services/search/index-episodes"
import type { StoreBench } from "./bench"
import { p95, requireCorpus, timedGet, times } from "./reads"
import { type BenchRow, once } from "./row"
import { repeatsOf } from "./sizes"

const REPEATS = 20
/** Episodes per second that the prototype filled. */
const PROTOTYPE_RATE = 519

/** The first episodes of the corpus again, in an experiment of their own. */
async function copyCorpus(bench: StoreBench): Promise<string> {
  const { experimentId: from } = requireCorpus(bench)
  const to = newId()
  const { pool } = bench.db
  await pool.query(`INSERT INTO "Experiment" (id, name) VALUES ($1, 'Searched')`, [to])
  const copy = async (table: string, condition: string, values: unknown[]) => {
    const { rows } = await pool.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
          AND attname NOT IN ('changedXid', 'experimentId') ORDER BY attnum`,
      [`"${table}"`],
    )
    const names = rows.map(({ name }) => `"${name}"`).join(", ")
    await pool.query(
      `INSERT INTO "${table}" ("experimentId", ${names})
       SELECT $1::uuid, ${names} FROM "${table}" WHERE "experimentId" = $2 ${condition}`,
      [to, from, ...values],
    )
  }
  await copy("Task", "", [])
  await copy("Run", "", [])
  const first = `(SELECT id FROM "Episode" WHERE "experimentId" = $2 ORDER BY id LIMIT $3)`
  await copy("Episode", `AND id IN ${first}`, [bench.searched])
  await copy("Step", `AND "episodeId" IN ${first}`, [bench.searched])
  await pool.query(`VACUUM ANALYZE "Episode", "Step"`)
  return to
}

const fillIndex = once(async (bench) => {
  const experimentId = await copyCorpus(bench)
  const startedAt = performance.now()
  const count = await indexEpisodes(bench.ctx, { experimentId })
  const rate = count / ((performance.now() - startedAt) / 1000)
  await bench.db.pool.query(`VACUUM ANALYZE "EpisodeSearch"`)
  const { rows } = await bench.db.pool.query(
    `SELECT pg_size_pretty(pg_table_size('"EpisodeSearch"')) AS documents, pg_size_pretty(pg_relation_size('"EpisodeSearch_tsv_idx"')) AS gin`,
  )
  console.error(`indexed ${count} episodes for search, ${rate.toFixed(0)}/s: ${JSON.stringify(rows[0])}`)
  return { experimentId, rate }
})

async function pickWords(bench: StoreBench, experimentId: string) {
  const { rows } = await bench.db.pool.query<{ word: string; episodes: number }>(
    `SELECT word, ndoc AS episodes
       FROM ts_stat('SELECT tsv FROM "EpisodeSearch" WHERE "experimentId" = ''${experimentId}'' LIMIT 5000')
      WHERE word ~ '^[a-z]{4,12}$' ORDER BY ndoc, word`,
  )
  const rare = rows[Math.floor(rows.length / 20)]
  const common = rows.at(-2)
  console.error(
    `of 5,000 episodes ${rare?.episodes} say ${rare?.word}, ${common?.episodes} say ${common?.word}`,
  )
  return { rare: rare?.word ?? "", common: common?.word ?? "" }
}

const measureSearch = once(async (bench) => {
  const { experimentId } = await fillIndex(bench)
  const path = listEpisodes.path.replace("{experimentId}", experimentId)
  const words = await pickWords(bench, experimentId)
  const measure = async (text: string) => {
    await timedGet(bench, path, { text, limit: 50 })
    return p95(await times(bench, path, { text, limit: 50 }, repeatsOf(bench, REPEATS)))
  }
  return { rare: await measure(words.rare), common: await measure(words.common) }
})

export const SEARCH_ROWS: readonly BenchRow[] = [
  {
    name: "filling the search of at most 200,000 episodes",
    against: "the prototype",
    phase: "full",
    unit: "episodes/s",
    demand: { least: 0.5 },
    measure: async (bench) => (await fillIndex(bench)).rate,
    limit: async () => PROTOTYPE_RATE,
  },
  {
    name: "search for a rare word, first page and count, p95",
    against: "the demand",
    phase: "full",
    unit: "ms",
    demand: { most: 1 },
    measure: async (bench) => (await measureSearch(bench)).rare,
    limit: async () => 150,
  },
  {
    name: "search for a common word, first page and count, p95",
    against: "the demand",
    phase: "full",
    unit: "ms",
    demand: { most: 1 },
    measure: async (bench) => (await measureSearch(bench)).common,
    limit: async () => 500,
  },
]
