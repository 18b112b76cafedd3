import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { EPISODE_SORTS, type EpisodeFilter } from "@/lib/contracts/episode-filter"
import type { Database } from "@/lib/db/client"
import { newId } from "@/lib/db/new-id"
import { createRandom } from "@/lib/domain/random"
import { openSelection } from "@/lib/services/episode/selection"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRunWith } from "@/tests/factories/run"

/** Episodes of other experiments, which no list of one experiment may read. */
const OTHERS = 20_000
/** More than `SQL_LIMIT` in these tests, so that every way of reading is taken. */
const MINE = 3000
const SMALL = 2000

const planSchema = z.array(z.object({ "QUERY PLAN": z.array(z.object({ Plan: z.unknown() })) }))

interface PlanNode {
  "Node Type": string
  "Relation Name"?: string
  "Index Name"?: string
  Plans?: PlanNode[]
}

/** As the pool takes it; prepared where it has a name. */
interface Statement {
  name?: string
  text: string
  values: unknown[]
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

const FILTERS: Partial<EpisodeFilter>[] = [
  {},
  { success: ["success"] },
  { success: ["failure", "unknown"] },
  { label: ["unlabelled"] },
  { label: ["good"] },
  { stopReason: ["max_steps"] },
  { hasError: true },
  { repaired: false },
  { tag: "hard" },
  { scoreMin: 0.5 },
  { scoreMin: 0.2, scoreMax: 0.21 },
  { costUsdMax: 0.001 },
  { latencyMsMin: 500 },
  { stepCountMin: 6 },
  { contentTokensMax: 10 },
  { createdAtMin: "2026-01-01" },
  { createdAtMax: "2020-01-01" },
  { taskKey: "task 3" },
  { split: ["train"] },
  { group: "family" },
  { role: ["teacher"] },
  { success: ["success"], scoreMax: -1 },
  { success: ["success"], stopReason: ["completed"], scoreMin: 0.9 },
  { taskKey: "task 3", success: ["failure"], hasError: false },
  { costUsdMin: 0.1, latencyMsMax: 100, contentTokensMin: 3 },
]

/**
 * Every statement that a list sends is planned again on a store where the experiment is a small part, as it is in an installation with
 * many: reading another experiment's rows would be a scan of the table.
 */
describe("the plans of lists", () => {
  let store: TestStore
  let experimentId: string
  let runIds: string[]

  beforeAll(async () => {
    store = await openTestStore()
    const ctx = store.as("editor")
    const inputs = Array.from({ length: 20 }, (_, index) =>
      makeEpisodeInput({ taskKey: `task ${index}`, taskSplit: "train", taskGroup: "family" }),
    )
    const made = await Promise.all([0, 1, 2].map(() => makeRunWith(ctx, inputs)))
    experimentId = made[0]?.run.experimentId as string
    runIds = [made[0]?.run.id as string]
    await multiply(store.db, experimentId, MINE)
    await multiply(store.db, made[1]?.run.experimentId as string, OTHERS)
    await multiply(store.db, made[2]?.run.experimentId as string, OTHERS)
    await store.db.pool.query(`VACUUM ANALYZE "Episode", "Run", "Task", "Step", "Label"`)
  })

  afterAll(() => store.close())

  /** The nodes of all statements over episodes that `work` sends through the pool. */
  async function plansOf(work: (db: Database) => Promise<unknown>): Promise<PlanNode[]> {
    const { db } = store
    const sent: Statement[] = []
    const pool = new Proxy(db.pool, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (name !== "query") return typeof value === "function" ? value.bind(target) : value
        return (given: string | Statement, more: unknown[] = []) => {
          const statement = typeof given === "string" ? { text: given, values: more } : given
          sent.push(statement)
          return target.query(statement)
        }
      },
    })
    await work({ ...db, pool })
    const plans: PlanNode[] = []
    for (const { text, values } of sent.filter((statement) => statement.text.includes('"Episode" e'))) {
      const { rows } = await db.pool.query(`EXPLAIN (FORMAT JSON) ${text}`, values)
      const [plan] = planSchema.parse(rows)[0]?.["QUERY PLAN"] ?? []
      plans.push(...nodesOf(plan?.Plan as PlanNode))
    }
    return plans
  }

  async function list(db: Database, filter: Partial<EpisodeFilter>, at: number, sqlLimit: number) {
    const ctx = { ...store.as("viewer"), db }
    const selection = await openSelection(ctx, { experimentId, filter }, sqlLimit)
    const sort = EPISODE_SORTS[at % EPISODE_SORTS.length] ?? "score"
    const order = at % 2 === 0 ? "desc" : "asc"
    const rows = await selection.page({ sort, order, from: null, limit: 51 })
    await selection.count()
    return rows
  }

  const combinations = FILTERS.flatMap((filter) => [filter, { ...filter, runId: ["mine"] }])

  it.each([
    ["in SQL", MINE * 10],
    ["in columns", SMALL],
  ])("read no table of all experiments from end to end, %s", async (_, sqlLimit) => {
    expect(combinations.length).toBeGreaterThanOrEqual(40)
    for (const [at, { runId, ...rest }] of combinations.entries()) {
      const filter = runId ? { ...rest, runId: runIds } : rest
      const nodes = await plansOf((db) => list(db, filter, at, sqlLimit))
      const scanned = nodes
        .filter((node) => node["Node Type"] === "Seq Scan")
        .map((node) => node["Relation Name"])
      expect([JSON.stringify(filter), scanned.includes("Episode")]).toEqual([JSON.stringify(filter), false])
    }
  })

  it.each([
    ["createdAt", "Episode_experimentId_createdAt_id_idx"],
    ["score", "Episode_experimentId_score_id_idx"],
    ["costUsd", "Episode_experimentId_costMicro_id_idx"],
    ["latencyMs", "Episode_experimentId_latencyMs_id_idx"],
  ] as const)("walk the index of the order without a filter: %s", async (sort, index) => {
    for (const order of ["asc", "desc"] as const) {
      const nodes = await plansOf(async (db) => {
        const selection = await openSelection(
          { ...store.as("viewer"), db },
          { experimentId, filter: {} },
          SMALL,
        )
        await selection.page({ sort, order, from: null, limit: 51 })
      })
      // Under the limit stands the index itself: nothing is sorted but the page.
      const limited = nodes
        .filter((node) => node["Node Type"] === "Limit")
        .map((node) => node.Plans?.[0]?.["Index Name"])
      expect(limited).toEqual([index])
    }
  })
})

/** The episodes of an experiment again and again, with values of their own, without their steps. */
async function multiply(db: Database, experimentId: string, count: number): Promise<void> {
  const { rows } = await db.pool.query<{ id: string; runId: string }>(
    `SELECT id, "runId" FROM "Episode" WHERE "experimentId" = $1 ORDER BY id`,
    [experimentId],
  )
  const random = createRandom(7)
  const from = Array.from({ length: count }, (_, index) => rows[index % rows.length]?.id)
  await db.pool.query(
    `INSERT INTO "Episode" ("experimentId", id, "runId", "taskNo", "externalId", trial, score, success, "stopReason", "stepCount",
                            "contentTokens", "assistantTokens", "costMicro", "latencyMs", "contentHash", "startedAt", "createdAt")
     SELECT e."experimentId", n.id, e."runId", e."taskNo", n.id::text, 0, n.score, n.score > 0.4, e."stopReason", e."stepCount",
            (1000 * n.score)::int, 1, (1e5 * n.score)::int8, (1e4 * n.score)::int, 0, now(), now() - n.score * interval '90 days'
       FROM unnest($2::uuid[], $3::uuid[], $4::float8[]) AS n(source, id, score)
       JOIN "Episode" e ON e."experimentId" = $1 AND e.id = n.source`,
    [experimentId, from, from.map(() => newId()), from.map(() => random())],
  )
  await db.pool.query(`UPDATE "Run" SET "episodeCount" = "episodeCount" + $2 WHERE "experimentId" = $1`, [
    experimentId,
    count,
  ])
}
