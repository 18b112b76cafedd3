import type { Database } from "@/lib/db/client"
import { type IngestTarget, type NewEpisode, writeEpisodes } from "@/lib/db/ingest.sql"
import { sqlState } from "@/lib/db/transaction"

export interface WriteResult {
  claimed: Set<NewEpisode>
  rejected: Map<NewEpisode, string>
}

const REASONS: Record<string, string> = {
  "22003": "a number is too large to be stored",
  "22021": "a text holds characters that cannot be stored",
  "22P05": "a text holds characters that cannot be stored",
}

/** Why the server refused the data, when it was the data: SQLSTATE class 22, or a row beyond its limits (class 54). */
function dataProblem(error: unknown): string | null {
  const state = sqlState(error)
  if (state === null || !(state.startsWith("22") || state.startsWith("54"))) return null
  return REASONS[state] ?? "a value cannot be stored"
}

/** Writes a batch; when the server refuses its data, halves it until the records at fault stand alone. */
export async function writeOrReject(
  db: Database,
  target: IngestTarget,
  episodes: readonly NewEpisode[],
): Promise<WriteResult> {
  if (episodes.length === 0) return { claimed: new Set(), rejected: new Map() }
  try {
    return { claimed: await writeEpisodes(db, target, episodes), rejected: new Map() }
  } catch (error) {
    const problem = dataProblem(error)
    if (problem === null) throw error
    const [first] = episodes
    if (episodes.length === 1 && first) return { claimed: new Set(), rejected: new Map([[first, problem]]) }
    const middle = Math.ceil(episodes.length / 2)
    const left = await writeOrReject(db, target, episodes.slice(0, middle))
    const right = await writeOrReject(db, target, episodes.slice(middle))
    return {
      claimed: new Set([...left.claimed, ...right.claimed]),
      rejected: new Map([...left.rejected, ...right.rejected]),
    }
  }
}
