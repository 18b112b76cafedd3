import { z } from "zod"
import type { Database } from "@/lib/db/client"
import type { Message } from "@/lib/domain/message"
import { MESSAGE_ROLES } from "@/lib/domain/message"

export interface RunPair {
  experimentId: string
  firstRunId: string
  secondRunId: string
}

const sizeRow = z.object({
  tasks: z.number(),
  pairs: z.number(),
  firstTask: z.number().nullable(),
  lastTask: z.number().nullable(),
})

/** How many tasks two runs share, and how many attempts of both at them have the same trial number. */
export async function countPairs(db: Database, { experimentId, firstRunId, secondRunId }: RunPair) {
  const { rows } = await db.pool.query(
    `WITH tried AS (
       SELECT "taskNo", trial, count(*) FILTER (WHERE "runId" = $2) AS ours, count(*) FILTER (WHERE "runId" = $3) AS theirs
         FROM "Episode" WHERE "experimentId" = $1 AND "runId" IN ($2, $3) GROUP BY "taskNo", trial)
     SELECT count(DISTINCT "taskNo")::int AS tasks, coalesce(sum(least(ours, theirs)), 0)::int AS pairs,
            min("taskNo") AS "firstTask", max("taskNo") AS "lastTask"
       FROM tried WHERE ours > 0 AND theirs > 0`,
    [experimentId, firstRunId, secondRunId],
  )
  return sizeRow.parse(rows[0])
}

const pairRow = z.object({
  taskNo: z.number(),
  firstId: z.string(),
  secondId: z.string(),
  firstSuccess: z.boolean().nullable(),
  secondSuccess: z.boolean().nullable(),
  steps: z.number(),
})

export type AttemptPair = z.infer<typeof pairRow>

/** Attempts with the same trial number at the tasks `from` up to, not including, `to`; several of one number go by id. */
export async function readPairs(
  db: Database,
  { experimentId, firstRunId, secondRunId }: RunPair,
  { from, to }: { from: number; to: number },
): Promise<AttemptPair[]> {
  const { rows } = await db.pool.query(
    `WITH tried AS (
       SELECT id, "runId", "taskNo", trial, success, "stepCount",
              row_number() OVER (PARTITION BY "runId", "taskNo", trial ORDER BY id) AS again
         FROM "Episode"
        WHERE "experimentId" = $1 AND "runId" IN ($2, $3) AND "taskNo" >= $4 AND "taskNo" < $5)
     SELECT a."taskNo", a.id AS "firstId", b.id AS "secondId", a.success AS "firstSuccess", b.success AS "secondSuccess",
            a."stepCount" + b."stepCount" AS steps
       FROM tried a JOIN tried b USING ("taskNo", trial, again)
      WHERE a."runId" = $2 AND b."runId" = $3
      ORDER BY a."taskNo", trial, again`,
    [experimentId, firstRunId, secondRunId, from, to],
  )
  return rows.map((row) => pairRow.parse(row))
}

const TOOL = MESSAGE_ROLES.indexOf("tool")

const actionRow = z.object({
  episodeId: z.string(),
  idx: z.number(),
  role: z.number(),
  text: z.string().nullable(),
  isError: z.boolean(),
})

export interface Conversation {
  messages: Message[]
  /** Steps that report an error. */
  errors: number[]
}

/**
 * The conversations of some episodes as far as their alignment asks: results of tools without their words, prompts by what tells
 * them apart.
 */
export async function readConversations(
  db: Database,
  experimentId: string,
  episodeIds: readonly string[],
): Promise<Map<string, Conversation>> {
  const { rows } = await db.pool.query(
    `SELECT "episodeId", idx, role, "isError", CASE WHEN role <> ${TOOL} THEN coalesce(message, "promptId"::text) END AS text
       FROM "Step" WHERE "experimentId" = $1 AND "episodeId" = ANY($2::uuid[]) ORDER BY "episodeId", idx`,
    [experimentId, episodeIds],
  )
  const conversations = new Map<string, Conversation>(
    episodeIds.map((id) => [id, { messages: [], errors: [] }]),
  )
  for (const row of rows) {
    const { episodeId, idx, role, text, isError } = actionRow.parse(row)
    const conversation = conversations.get(episodeId)
    conversation?.messages.push(toMessage(role, text))
    if (isError) conversation?.errors.push(idx)
  }
  return conversations
}

function toMessage(role: number, text: string | null): Message {
  if (text === null) return { role: "tool", tool_call_id: "", content: "" }
  if (text.startsWith("{")) return JSON.parse(text) as Message
  return { role: MESSAGE_ROLES[role] === "user" ? "user" : "system", content: text }
}
