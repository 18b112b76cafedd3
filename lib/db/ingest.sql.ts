import type { ClientBase } from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { z } from "zod"
import { successRuleSchema } from "@/lib/contracts/experiments"
import { frameRows } from "@/lib/db/binary-copy"
import type { Database } from "@/lib/db/client"
import { ensurePrompts, type PromptText } from "@/lib/db/prompt.sql"
import { addToRunRollup } from "@/lib/db/run-rollup.sql"
import { addToRunTools } from "@/lib/db/run-tool.sql"
import { COPY_STEPS, type EncodedSteps } from "@/lib/db/step-rows"
import { ensureTasks, type NewTask } from "@/lib/db/task.sql"
import { withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import { addToRollup, emptyRollup, type RollupEpisode } from "@/lib/domain/run-rollup"
import { judgeSuccess, type SuccessRule } from "@/lib/domain/success-rule"
import { addToolTallies, type ToolTally } from "@/lib/domain/tool-tally"

/** `success` is judged when it is written, by the rule that the experiment has then. */
export interface NewEpisode extends Omit<RollupEpisode, "success">, EncodedSteps {
  id: string
  externalId: string
  task: NewTask
  trial: number
  sourceSuccess: boolean | null
  stopDetail: string | null
  metrics: Record<string, number>
  tags: string[]
  detail: Record<string, unknown> | null
  repairs: string[]
  seed: number | null
  assistantTokens: number
  cachedTokens: number | null
  contentHash: bigint
  toolsPromptId: string | null
  /** ISO time. */
  startedAt: string | null
  prompts: PromptText[]
}

/** An episode with what only the transaction knows. */
interface Placed extends RollupEpisode, NewEpisode {
  taskNo: number
  success: boolean | null
}

type Column = readonly [name: string, type: string, read: (episode: Placed) => unknown]

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value)
}

const EPISODE_COLUMNS: readonly Column[] = [
  ["id", "uuid", (e) => e.id],
  ["taskNo", "int4", (e) => e.taskNo],
  ["externalId", "text", (e) => e.externalId],
  ["trial", "int4", (e) => e.trial],
  ["score", "float8", (e) => e.score],
  ["success", "bool", (e) => e.success],
  ["sourceSuccess", "bool", (e) => e.sourceSuccess],
  ["stopReason", "text", (e) => e.stopReason],
  ["stopDetail", "text", (e) => e.stopDetail],
  ["metrics", "jsonb", (e) => JSON.stringify(e.metrics)],
  ["detail", "jsonb", (e) => jsonOrNull(e.detail)],
  ["repairs", "jsonb", (e) => (e.repairs.length > 0 ? JSON.stringify(e.repairs) : null)],
  ["seed", "int8", (e) => e.seed],
  ["stepCount", "int4", (e) => e.stepCount],
  ["contentTokens", "int4", (e) => e.contentTokens],
  ["assistantTokens", "int4", (e) => e.assistantTokens],
  ["inputTokens", "int4", (e) => e.inputTokens],
  ["cachedTokens", "int4", (e) => e.cachedTokens],
  ["outputTokens", "int4", (e) => e.outputTokens],
  ["costMicro", "int8", (e) => e.costMicro],
  ["costKind", "text", (e) => e.costKind],
  ["environmentCostMicro", "int8", (e) => e.environmentCostMicro],
  ["latencyMs", "int4", (e) => e.latencyMs],
  ["errorCount", "int4", (e) => e.errorCount],
  ["contentHash", "int8", (e) => e.contentHash.toString()],
  ["toolsPromptId", "uuid", (e) => e.toolsPromptId],
  ["startedAt", "timestamptz", (e) => e.startedAt],
  // Arrays of arrays do not unnest by row, so tags travel as JSON.
  ["tags", "jsonb", (e) => JSON.stringify(e.tags)],
]

const CLAIM = `
  INSERT INTO "Episode" ("experimentId", "runId", ${EPISODE_COLUMNS.map(([name]) => `"${name}"`).join(", ")})
  SELECT $1::uuid, $2::uuid, ${EPISODE_COLUMNS.slice(0, -1)
    .map(([name]) => `u."${name}"`)
    .join(", ")}, ARRAY(SELECT jsonb_array_elements_text(u.tags))
    FROM unnest(${EPISODE_COLUMNS.map(([, type], index) => `$${index + 3}::${type}[]`).join(", ")})
         AS u(${EPISODE_COLUMNS.map(([name]) => `"${name}"`).join(", ")})
  ON CONFLICT DO NOTHING RETURNING id`

/** Inserts the episodes that are new by (experiment, id) and by (run, externalId); answers with their ids. */
async function claimEpisodes(
  client: ClientBase,
  target: IngestTarget,
  episodes: readonly Placed[],
): Promise<Set<string>> {
  // The order is the same for every writer, so that two of them never wait for each other in a circle.
  const sorted = [...episodes].sort((left, right) => (left.externalId < right.externalId ? -1 : 1))
  const columns = EPISODE_COLUMNS.map(([, , read]) => sorted.map(read))
  const { rows } = await client.query<{ id: string }>(CLAIM, [target.experimentId, target.runId, ...columns])
  return new Set(rows.map(({ id }) => id))
}

async function copySteps(client: ClientBase, episodes: readonly NewEpisode[]): Promise<void> {
  const chunks = frameRows(episodes.map(({ stepRows }) => stepRows))
  const stream = client.query(copyFrom(COPY_STEPS))
  await new Promise<void>((resolve, reject) => {
    stream.on("error", reject).on("finish", resolve)
    for (const chunk of chunks) stream.write(chunk)
    stream.end()
  })
}

export interface IngestTarget {
  experimentId: string
  runId: string
  /** The import that counts what is new, in the same transaction. */
  importId?: string
  /** The episodes were live ones until now, which end with this. */
  endsLive?: boolean
}

function distinctPrompts(episodes: readonly NewEpisode[]): PromptText[] {
  const prompts = new Map<string, PromptText>()
  for (const episode of episodes) for (const prompt of episode.prompts) prompts.set(prompt.id, prompt)
  return [...prompts.values()]
}

function uniqueById(episodes: readonly NewEpisode[]): NewEpisode[] {
  const byId = new Map<string, NewEpisode>()
  for (const episode of episodes) if (!byId.has(episode.id)) byId.set(episode.id, episode)
  return [...byId.values()]
}

const ruleRow = z.object({ successRule: successRuleSchema.nullable() })

/** Shares the experiment's row until the commit: its success rule cannot change under a batch. */
async function shareSuccessRule(client: ClientBase, experimentId: string): Promise<SuccessRule | null> {
  const { rows } = await client.query(`SELECT "successRule" FROM "Experiment" WHERE id = $1 FOR SHARE`, [
    experimentId,
  ])
  if (!rows[0]) throw new AppError("NOT_FOUND", "The experiment was deleted.")
  return ruleRow.parse(rows[0]).successRule
}

async function placeEpisodes(
  client: ClientBase,
  target: IngestTarget,
  episodes: readonly NewEpisode[],
): Promise<Placed[]> {
  const rule = await shareSuccessRule(client, target.experimentId)
  await ensurePrompts(client, distinctPrompts(episodes))
  const tasks = episodes.map(({ task }) => task)
  const taskNumbers = await ensureTasks(client, target.experimentId, tasks)
  return episodes.map((episode) => ({
    ...episode,
    taskNo: taskNumbers.get(episode.task.key) as number,
    success: judgeSuccess(rule, episode),
  }))
}

async function countForImport(client: ClientBase, importId: string, fresh: readonly NewEpisode[]) {
  const repaired = fresh.filter(({ repairs }) => repairs.length > 0).length
  await client.query(`UPDATE "Import" SET accepted = accepted + $2, repaired = repaired + $3 WHERE id = $1`, [
    importId,
    fresh.length,
    repaired,
  ])
}

async function endLiveEpisodes(client: ClientBase, experimentId: string, episodes: readonly NewEpisode[]) {
  const ids = episodes.map(({ id }) => id)
  await client.query(`DELETE FROM "LiveEpisode" WHERE "experimentId" = $1 AND id = ANY($2::uuid[])`, [
    experimentId,
    ids,
  ])
}

/**
 * Writes one batch (100-500 episodes) of one run in one transaction: prompts and tasks, the claim, the steps of the claimed
 * episodes by binary COPY, and the run's roll-up. Answers with the episodes that were new; all others were there already, and
 * of two episodes with one id only the first counts.
 */
export async function writeEpisodes(
  db: Database,
  target: IngestTarget,
  batch: readonly NewEpisode[],
): Promise<Set<NewEpisode>> {
  const episodes = uniqueById(batch)
  return withTransaction(db, async (client) => {
    const placed = await placeEpisodes(client, target, episodes)
    const claimed = await claimEpisodes(client, target, placed)
    const fresh = placed.filter(({ id }) => claimed.has(id))
    if (target.endsLive) await endLiveEpisodes(client, target.experimentId, episodes)
    if (fresh.length === 0) return new Set()
    await copySteps(client, fresh)
    if (target.importId) await countForImport(client, target.importId, fresh)
    const rollup = emptyRollup()
    const tools = new Map<string, ToolTally>()
    for (const episode of fresh) {
      addToRollup(rollup, episode)
      addToolTallies(tools, episode.tools)
    }
    await addToRunRollup(client, target.experimentId, target.runId, rollup)
    await addToRunTools(client, target, tools)
    return new Set(episodes.filter(({ id }) => claimed.has(id)))
  })
}
