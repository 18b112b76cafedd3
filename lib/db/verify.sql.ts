import type { ClientBase } from "pg"
import { z } from "zod"
import { type CopiedRow, copyRows } from "@/lib/db/binary-copy-reader"
import { readPromptTexts } from "@/lib/db/prompt.sql"
import { COST_KINDS, STOP_REASONS } from "@/lib/domain/episode"

const bigintText = z.string().transform(Number)

const episodeRow = z.object({
  id: z.string(),
  runId: z.string(),
  score: z.number().nullable(),
  success: z.boolean().nullable(),
  stopReason: z.enum(STOP_REASONS),
  costMicro: bigintText.nullable(),
  costKind: z.enum(COST_KINDS).nullable(),
  environmentCostMicro: bigintText.nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  contentTokens: z.number(),
  assistantTokens: z.number(),
  stepCount: z.number(),
  errorCount: z.number(),
  latencyMs: z.number().nullable(),
  contentHash: z.string(),
  label: z.number().nullable(),
  labelSource: z.string().nullable(),
  humanVerdicts: z.number(),
  agreement: z.number().nullable(),
  hasTask: z.boolean(),
  hasTools: z.boolean(),
})

export type VerifiedEpisode = z.infer<typeof episodeRow>

/** The next episodes by id with all that can be computed again. */
export async function readEpisodesToVerify(
  client: ClientBase,
  experimentId: string,
  page: { after: string | null; limit: number },
): Promise<VerifiedEpisode[]> {
  const { rows } = await client.query(
    `SELECT e.id, e."runId", e.score, e.success, e."stopReason", e."costMicro", e."costKind", e."environmentCostMicro",
            e."inputTokens", e."outputTokens", e."contentTokens", e."assistantTokens", e."stepCount", e."errorCount",
            e."latencyMs", e."contentHash", e.label, e."labelSource", e."humanVerdicts", e.agreement,
            EXISTS (SELECT 1 FROM "Task" t WHERE t."experimentId" = e."experimentId" AND t.no = e."taskNo") AS "hasTask",
            (e."toolsPromptId" IS NULL OR EXISTS (SELECT 1 FROM "Prompt" p WHERE p.id = e."toolsPromptId")) AS "hasTools"
       FROM "Episode" e WHERE e."experimentId" = $1 AND ($2::uuid IS NULL OR e.id > $2) ORDER BY e.id LIMIT $3`,
    [experimentId, page.after, page.limit],
  )
  return z.array(episodeRow).parse(rows)
}

export interface VerifiedStep {
  episodeId: string
  idx: number
  role: number
  contentTokens: number
  isError: boolean
  /** Canonical JSON; null where its prompt is missing. */
  text: string | null
}

function uuidAt({ bytes, starts }: CopiedRow, field: number): string {
  const hex = bytes.toString("hex", starts[field], (starts[field] as number) + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function textAt({ bytes, starts, lengths }: CopiedRow, field: number): string | null {
  const start = starts[field] as number
  const length = lengths[field] as number
  return length < 0 ? null : bytes.toString("utf8", start, start + length)
}

const STEP_FIELDS = `"episodeId", idx, role::int4, "contentTokens", "isError", message, "promptId"`

/** A step whose text may lie in a prompt. */
function readStep(row: CopiedRow, prompts: Map<string, string>): VerifiedStep {
  const { view, starts, lengths } = row
  const promptId = (lengths[6] as number) < 0 ? null : uuidAt(row, 6)
  return {
    episodeId: uuidAt(row, 0),
    idx: view.getInt32(starts[1] as number),
    role: view.getInt32(starts[2] as number),
    contentTokens: view.getInt32(starts[3] as number),
    isError: view.getUint8(starts[4] as number) === 1,
    text: textAt(row, 5) ?? (promptId === null ? null : (prompts.get(promptId) ?? null)),
  }
}

const uuid = z.uuid()
const idRows = z.array(z.object({ id: z.string() }))

function rangeSql(experimentId: string, { after, upTo }: StepRange): string {
  const conditions = [`"experimentId" = '${uuid.parse(experimentId)}'`]
  if (after !== null) conditions.push(`"episodeId" > '${uuid.parse(after)}'`)
  if (upTo !== null) conditions.push(`"episodeId" <= '${uuid.parse(upTo)}'`)
  return conditions.join(" AND ")
}

export interface StepRange {
  after: string | null
  upTo: string | null
}

/** Every step of a range of episode ids in order, whether there is such an episode or not; one row in memory at a time. */
export async function eachStep(
  client: ClientBase,
  experimentId: string,
  range: StepRange,
  onStep: (step: VerifiedStep) => void,
): Promise<void> {
  const where = rangeSql(experimentId, range)
  const { rows } = await client.query(
    `SELECT DISTINCT "promptId" AS id FROM "Step" WHERE ${where} AND "promptId" IS NOT NULL`,
  )
  const prompts = await readPromptTexts(
    client,
    idRows.parse(rows).map(({ id }) => id),
  )
  await copyRows(
    client,
    `SELECT ${STEP_FIELDS} FROM "Step" WHERE ${where} ORDER BY "episodeId", idx`,
    7,
    (row) => onStep(readStep(row, prompts)),
  )
}

const experimentRows = z.array(z.object({ id: z.string(), name: z.string() }))

export async function listExperimentsToVerify(client: ClientBase, experimentId: string | null) {
  const { rows } = await client.query(
    `SELECT id, name FROM "Experiment" WHERE $1::uuid IS NULL OR id = $1 ORDER BY "createdAt", id`,
    [experimentId],
  )
  return experimentRows.parse(rows)
}

const strayRows = z.array(z.object({ id: z.string(), count: z.number() }))

/** Steps of experiments that are not there, by experiment. */
export async function countStraySteps(client: ClientBase) {
  const { rows } = await client.query(
    `WITH RECURSIVE ids AS (
       (SELECT "experimentId" AS id FROM "Step" ORDER BY "experimentId" LIMIT 1)
       UNION ALL
       SELECT (SELECT s."experimentId" FROM "Step" s WHERE s."experimentId" > ids.id ORDER BY s."experimentId" LIMIT 1)
         FROM ids WHERE ids.id IS NOT NULL)
     SELECT ids.id, (SELECT count(*)::int FROM "Step" s WHERE s."experimentId" = ids.id) AS count
       FROM ids WHERE ids.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Experiment" x WHERE x.id = ids.id)`,
  )
  return strayRows.parse(rows)
}

export async function listRunIds(client: ClientBase, experimentId: string): Promise<string[]> {
  const { rows } = await client.query(`SELECT id FROM "Run" WHERE "experimentId" = $1 ORDER BY id`, [
    experimentId,
  ])
  return idRows.parse(rows).map(({ id }) => id)
}

const searchRow = z.object({
  id: z.string(),
  stepCount: z.number(),
  parts: z.number(),
  first: z.number(),
  covered: z.number(),
  end: z.number(),
  /** The index says that it holds everything up to this episode's last change. */
  isDue: z.boolean(),
})

/** How far the search parts of some episodes reach. */
export async function readSearchCoverage(client: ClientBase, experimentId: string, ids: readonly string[]) {
  const { rows } = await client.query(
    `SELECT e.id, e."stepCount", count(s.part)::int AS parts, coalesce(min(s."fromIdx"), 0) AS first,
            coalesce(sum(s."toIdx" - s."fromIdx"), 0)::int AS covered, coalesce(max(s."toIdx"), 0) AS "end",
            coalesce(bool_and(e."changedXid" < i.watermark), false) AS "isDue"
       FROM "Episode" e
       LEFT JOIN "EpisodeSearch" s ON s."experimentId" = e."experimentId" AND s."episodeId" = e.id
       LEFT JOIN "SearchIndex" i ON i."experimentId" = e."experimentId"
      WHERE e."experimentId" = $1 AND e.id = ANY($2::uuid[])
      GROUP BY e.id, e."stepCount" ORDER BY e.id`,
    [experimentId, ids],
  )
  return z.array(searchRow).parse(rows)
}
