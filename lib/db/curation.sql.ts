import { type ClientBase, Pool } from "pg"
import { type CurationTask, EpisodeNumbers, readEpisodes } from "@/lib/db/curation-columns.sql"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"

export type { CurationTask } from "@/lib/db/curation-columns.sql"

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

/** Reads every episode of the runs, in ascending order of id. */
export async function readCurationSample(
  client: ClientBase | Pool,
  experimentId: string,
  runIds: readonly string[],
): Promise<CurationSample> {
  if (client instanceof Pool)
    return withClient(client, (own) => readCurationSample(own, experimentId, runIds))
  const numbers = new EpisodeNumbers({ runIds, keepContentHashes: true })
  const { columns, ids } = await readEpisodes(client, experimentId, numbers, { runIds })
  return {
    columns,
    episodeIds: Array.from({ length: columns.count }, (_, row) => ids.at(row)),
    contentHashes: numbers.contentHashes ?? [],
    runIds: numbers.runIds,
    tasks: numbers.tasks,
  }
}

async function withClient<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let finished = false
  try {
    const result = await work(client)
    finished = true
    return result
  } finally {
    // What broke off in the middle of a COPY is of no use to anybody else.
    client.release(!finished)
  }
}
