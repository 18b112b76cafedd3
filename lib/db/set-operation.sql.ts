import type { ClientBase } from "pg"
import { z } from "zod"
import type { Conditions } from "@/lib/db/conditions"

export interface OperationKey {
  experimentId: string
  operationId: string
}

const operationRow = z.object({ status: z.string(), total: z.number(), done: z.number() })

/** Locks the row of an operation until the transaction ends; null where it is gone. */
export async function lockOperation(client: ClientBase, { experimentId, operationId }: OperationKey) {
  const { rows } = await client.query(
    `SELECT status, total, done FROM "SetOperation" WHERE "experimentId" = $1 AND id = $2 FOR UPDATE`,
    [experimentId, operationId],
  )
  return rows[0] ? operationRow.parse(rows[0]) : null
}

/** Writes down which episodes match now, in ascending order; answers how many. */
export async function freezeItems(
  client: ClientBase,
  { experimentId, operationId }: OperationKey,
  conditions: Conditions,
): Promise<number> {
  const where = conditions.copy()
  const key = `${where.bind(experimentId)}::uuid, ${where.bind(operationId)}::uuid`
  const { rowCount } = await client.query(
    `INSERT INTO "SetOperationItem" ("experimentId", "operationId", pos, "episodeId")
     SELECT ${key}, row_number() OVER (ORDER BY e.id) - 1, e.id FROM "Episode" e WHERE ${where}`,
    where.values,
  )
  return rowCount ?? 0
}

export async function writeProgress(
  client: ClientBase,
  { experimentId, operationId }: OperationKey,
  {
    status,
    total,
    done,
    finishedAt,
  }: { status: string; total: number; done: number; finishedAt: Date | null },
): Promise<void> {
  await client.query(
    `UPDATE "SetOperation" SET status = $3, total = $4, done = $5, "finishedAt" = $6 WHERE "experimentId" = $1 AND id = $2`,
    [experimentId, operationId, status, total, done, finishedAt],
  )
}

const itemRows = z.array(
  z.object({
    pos: z.number(),
    episodeId: z.string(),
    state: z.string(),
    previous: z.union([z.string(), z.boolean(), z.number()]).nullable(),
  }),
)

export type OperationItem = z.output<typeof itemRows>[number]

/** Items at places `from` up to, not including, `to`. */
export async function readItems(
  client: ClientBase,
  { experimentId, operationId }: OperationKey,
  from: number,
  to: number,
): Promise<OperationItem[]> {
  const { rows } = await client.query(
    `SELECT pos, "episodeId", state, previous FROM "SetOperationItem"
      WHERE "experimentId" = $1 AND "operationId" = $2 AND pos >= $3 AND pos < $4 ORDER BY pos`,
    [experimentId, operationId, from, to],
  )
  return itemRows.parse(rows)
}

/** Says what became of items, and what their author had said before. */
export async function writeItems(
  client: ClientBase,
  { experimentId, operationId }: OperationKey,
  items: readonly OperationItem[],
): Promise<void> {
  await client.query(
    `UPDATE "SetOperationItem" i SET state = n.state, previous = n.previous
       FROM unnest($3::int[], $4::text[], $5::jsonb[]) AS n(pos, state, previous)
      WHERE i."experimentId" = $1 AND i."operationId" = $2 AND i.pos = n.pos`,
    [
      experimentId,
      operationId,
      items.map(({ pos }) => pos),
      items.map(({ state }) => state),
      items.map(({ previous }) => (previous === null ? null : JSON.stringify(previous))),
    ],
  )
}
