import type { Pool } from "pg"
import { z } from "zod"
import type { Rule, TieBreak } from "@/lib/domain/curation/rule"

const PLAIN = ["success", "threshold", "label", "stopReason", "range", "taskCap", "topShare", "duplicates"]

/** Rules that a statement over the episode table alone can follow. */
export function isPlainRule({ type }: Rule): boolean {
  return PLAIN.includes(type)
}

const LABELS = { good: 1, unsure: 0, bad: -1 } as const

const RANGES: Record<string, string> = {
  steps: `"stepCount"`,
  contentTokens: `"contentTokens"`,
  assistantTokens: `"assistantTokens"`,
  costMicro: `"costMicro"`,
  latencyMs: `"latencyMs"`,
  errors: `"errorCount"`,
  trial: "trial",
}

const ORDERS: Record<TieBreak, string> = {
  score: "score DESC NULLS LAST",
  steps: `"stepCount"`,
  cost: `"costMicro" NULLS LAST`,
}

const answer = z.object({
  kept: z.array(z.int()),
  examples: z.array(z.array(z.string())),
  episodeCount: z.int(),
  totals: z.object({
    episodes: z.int(),
    tasks: z.int(),
    contentTokens: z.int(),
    assistantTokens: z.int(),
    scoreSum: z.number(),
    costMicro: z.number(),
  }),
  tasks: z.record(z.string(), z.int()),
  labels: z.record(z.string(), z.int()),
})

export type RecipeAnswer = z.infer<typeof answer>

/** A recipe as one statement: a table expression for every rule, each over what the one before it left. */
export async function runRecipe(
  pool: Pool,
  experimentId: string,
  runIds: readonly string[],
  rules: readonly Rule[],
): Promise<RecipeAnswer> {
  const steps = rules.map((rule, index) => `k${index + 1} AS MATERIALIZED (${stepOf(rule, `k${index}`)})`)
  const stages = rules.map((_, index) => [`k${index}`, `k${index + 1}`] as const)
  const dropped = stages.map(
    ([before, after]) =>
      `to_json(ARRAY(SELECT id FROM ${before} EXCEPT SELECT id FROM ${after} ORDER BY id LIMIT 5))`,
  )
  const last = `k${rules.length}`
  const { rows } = await pool.query(
    `WITH k0 AS MATERIALIZED (
       SELECT e.id, e."taskNo", e.score, e.success, e.label, e.metrics, e."stopReason", e."stepCount", e."contentTokens",
              e."assistantTokens", e."costMicro", e."latencyMs", e."errorCount", e.trial, e."contentHash",
              t.key AS task_key, coalesce(t."group", '') AS family
         FROM "Episode" e JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
        WHERE e."experimentId" = $1 AND e."runId" = ANY($2::uuid[]))
     ${steps.map((step) => `, ${step}`).join("")}
     SELECT json_build_array(${stages.map(([, after]) => `(SELECT count(*) FROM ${after})`).join(", ")}) AS kept,
            json_build_array(${dropped.join(", ")}) AS examples,
            (SELECT count(*)::int FROM k0) AS "episodeCount",
            (SELECT json_build_object('episodes', count(*), 'tasks', count(DISTINCT "taskNo"),
                      'contentTokens', coalesce(sum("contentTokens"), 0),
                      'assistantTokens', coalesce(sum("assistantTokens"), 0),
                      'scoreSum', coalesce(sum(score), 0), 'costMicro', coalesce(sum("costMicro"), 0)) FROM ${last}) AS totals,
            (SELECT coalesce(json_object_agg(task_key, n), '{}')
               FROM (SELECT task_key, count(*) AS n FROM ${last} GROUP BY 1) c) AS tasks,
            (SELECT coalesce(json_object_agg(state, n), '{}')
               FROM (SELECT CASE label WHEN 1 THEN 'good' WHEN 0 THEN 'unsure' WHEN -1 THEN 'bad' ELSE 'none' END AS state,
                            count(*) AS n FROM ${last} GROUP BY 1) c) AS labels`,
    [experimentId, runIds],
  )
  return answer.parse(rows[0])
}

function stepOf(rule: Rule, from: string): string {
  if (!rule.enabled) return `SELECT * FROM ${from}`
  switch (rule.type) {
    case "taskCap":
      return ranked(from, `"taskNo"`, rule.tieBreak, String(rule.max))
    case "duplicates":
      return ranked(from, `"contentHash"`, rule.tieBreak, "1")
    case "topShare": {
      const scope = { all: "true", group: "family", task: `"taskNo"` }[rule.within]
      return ranked(from, scope, rule.tieBreak, `ceil(${rule.share}::float8 * count - 1e-9)`)
    }
    default:
      return `SELECT * FROM ${from} WHERE ${conditionOf(rule)}`
  }
}

function ranked(from: string, scope: string, tieBreak: readonly TieBreak[], most: string): string {
  const order = [...tieBreak.map((criterion) => ORDERS[criterion]), "id"].join(", ")
  return `SELECT f.* FROM ${from} f JOIN (
            SELECT id, row_number() OVER (PARTITION BY ${scope} ORDER BY ${order}) AS place,
                   count(*) OVER (PARTITION BY ${scope}) AS count FROM ${from}) r ON r.id = f.id
           WHERE r.place <= ${most}`
}

function conditionOf(rule: Rule): string {
  switch (rule.type) {
    case "success":
      return rule.keep === "success" ? "success" : "NOT success"
    case "threshold": {
      const value = rule.metric === "score" ? "score" : `(metrics ->> '${rule.metric}')::float8`
      return between(value, rule.min, rule.max)
    }
    case "label": {
      const kept = rule.keep.map((state) => (state === "none" ? "label IS NULL" : `label = ${LABELS[state]}`))
      return kept.length > 0 ? `(${kept.join(" OR ")})` : "false"
    }
    case "stopReason": {
      const listed = `"stopReason" = ANY('{${rule.reasons.join()}}'::text[])`
      return rule.mode === "in" ? listed : `NOT ${listed}`
    }
    case "range": {
      const value = RANGES[rule.column] as string
      return `(${between(value, rule.min, rule.max)}${rule.keepUnknown ? ` OR ${value} IS NULL` : ""})`
    }
    default:
      throw new RangeError(`no statement follows a rule of ${rule.type}`)
  }
}

function between(value: string, min: number | null, max: number | null): string {
  return `${value} IS NOT NULL AND ${value} >= ${min ?? "-Infinity"} AND ${value} <= ${max ?? "Infinity"}`
    .replaceAll("-Infinity", `'-Infinity'::float8`)
    .replaceAll(/(?<!-)Infinity$/g, `'Infinity'::float8`)
}
