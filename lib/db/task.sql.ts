import type { ClientBase } from "pg"
import { z } from "zod"

export interface NewTask {
  key: string
  title: string | null
  split: string | null
  group: string | null
  data: Record<string, unknown> | null
}

const numberRows = z.array(z.object({ no: z.number().int(), key: z.string() }))

async function readNumbers(
  client: ClientBase,
  experimentId: string,
  keys: string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query(
    `SELECT no, key FROM "Task" WHERE "experimentId" = $1 AND key = ANY($2::text[])`,
    [experimentId, keys],
  )
  return new Map(numberRows.parse(rows).map(({ key, no }) => [key, no]))
}

/**
 * Finds tasks by key or creates them with the next running numbers of the experiment, inside the caller's transaction.
 * Writers of new tasks of one experiment wait for each other here, so numbers are dense and never collide.
 */
export async function ensureTasks(
  client: ClientBase,
  experimentId: string,
  tasks: readonly NewTask[],
): Promise<Map<string, number>> {
  const keys = [...new Set(tasks.map(({ key }) => key))]
  const known = await readNumbers(client, experimentId, keys)
  const missing = tasks.filter((task) => !known.has(task.key))
  if (missing.length === 0) return known
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('task:' || $1, 0))", [experimentId])
  await client.query(
    `INSERT INTO "Task" ("experimentId", no, key, title, split, "group", data)
     SELECT $1::uuid, (SELECT coalesce(max(no), 0) FROM "Task" WHERE "experimentId" = $1::uuid) + row_number() OVER (ORDER BY u.at),
            u.key, u.title, u.split, u.grp, u.data
       FROM (SELECT DISTINCT ON (key) * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
             WITH ORDINALITY AS raw(key, title, split, grp, data, at) ORDER BY key, at) u
      WHERE NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."experimentId" = $1::uuid AND t.key = u.key)`,
    [
      experimentId,
      missing.map(({ key }) => key),
      missing.map(({ title }) => title),
      missing.map(({ split }) => split),
      missing.map(({ group }) => group),
      missing.map(({ data }) => (data === null ? null : JSON.stringify(data))),
    ],
  )
  return readNumbers(client, experimentId, keys)
}
