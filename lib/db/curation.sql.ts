import type { ClientBase, Pool } from "pg"
import { z } from "zod"
import { columnsFromRows, type EpisodeColumns, type EpisodeRow } from "@/lib/domain/curation/episode-columns"
import { STOP_REASONS } from "@/lib/domain/episode"

const rowSchema = z.object({
  id: z.string(),
  runId: z.string(),
  taskNo: z.number(),
  score: z.number().nullable(),
  metrics: z.record(z.string(), z.number()),
  success: z.boolean().nullable(),
  label: z.number().nullable(),
  stepCount: z.number(),
  contentTokens: z.number(),
  assistantTokens: z.number(),
  costMicro: z.number().nullable(),
  latencyMs: z.number().nullable(),
  stopReason: z.enum(STOP_REASONS),
  contentHash: z.string(),
})

const taskRowSchema = z.object({
  no: z.number(),
  key: z.string(),
  title: z.string().nullable(),
  group: z.string().nullable(),
  split: z.string().nullable(),
})

export type CurationTask = z.infer<typeof taskRowSchema>

/** The episodes of some runs as columns, with what the row, task and run numbers stand for. */
export interface CurationSample {
  columns: EpisodeColumns
  /** By row number, ascending. */
  episodeIds: string[]
  contentHashes: string[]
  /** By run number. */
  runIds: string[]
  /** By dense task number. */
  tasks: CurationTask[]
}

/** Numbers keys in the order they come. */
function createNumbering() {
  const numbers = new Map<string, number>()
  return (key: string) => {
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, numbers.size)
    return numbers.size - 1
  }
}

async function readTasks(
  client: ClientBase | Pool,
  experimentId: string,
): Promise<Map<number, CurationTask>> {
  const { rows } = await client.query(
    `SELECT no, key, title, "group", split FROM "Task" WHERE "experimentId" = $1`,
    [experimentId],
  )
  return new Map(rows.map((row) => taskRowSchema.parse(row)).map((task) => [task.no, task]))
}

/** Reads every episode of the runs, in ascending order of id. */
export async function readCurationSample(
  client: ClientBase | Pool,
  experimentId: string,
  runIds: readonly string[],
): Promise<CurationSample> {
  const taskByNo = await readTasks(client, experimentId)
  const { rows } = await client.query(
    `SELECT id, "runId", "taskNo", score, metrics, success, label, "stepCount", "contentTokens", "assistantTokens",
            "costMicro"::float8 AS "costMicro", "latencyMs", "stopReason", "contentHash"::text AS "contentHash"
       FROM "Episode" WHERE "experimentId" = $1 AND "runId" = ANY($2::uuid[]) ORDER BY id`,
    [experimentId, runIds],
  )
  const runNumbers = new Map(runIds.map((runId, number) => [runId, number]))
  const contentGroup = createNumbering()
  const taskNumber = createNumbering()
  const groupNumber = createNumbering()
  const tasks: CurationTask[] = []
  const episodeIds: string[] = []
  const contentHashes: string[] = []
  const episodes = rows.map((raw): EpisodeRow => {
    const row = rowSchema.parse(raw)
    episodeIds.push(row.id)
    contentHashes.push(row.contentHash)
    const task = taskNumber(String(row.taskNo))
    tasks[task] ??= taskByNo.get(row.taskNo) ?? {
      no: row.taskNo,
      key: String(row.taskNo),
      title: null,
      group: null,
      split: null,
    }
    return {
      ...row,
      taskNo: task,
      groupNo: groupNumber(tasks[task].group ?? ""),
      runNo: runNumbers.get(row.runId) ?? -1,
      steps: row.stepCount,
      contentGroup: contentGroup(row.contentHash),
    }
  })
  return { columns: columnsFromRows(episodes), episodeIds, contentHashes, runIds: [...runIds], tasks }
}
