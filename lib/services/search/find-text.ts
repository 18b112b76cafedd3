import type { ClientBase } from "pg"
import type { SearchState } from "@/lib/contracts/episodes"
import type { Context } from "@/lib/db/context"
import {
  findMatches,
  listTail,
  matchTexts,
  parseSearch,
  readSearchMoment,
  readUnindexedSteps,
  withinTime,
} from "@/lib/db/search.sql"
import { EpisodeIds } from "@/lib/domain/curation/episode-ids"
import { cutParts } from "@/lib/services/search/cut-parts"

const SEARCH_MS = 4000
const TAIL_MS = 1000

/** Episodes that are read when somebody searches before they are indexed; the newest ones. */
const TAIL_EPISODES = 300

export interface FoundText {
  /** In no order, some more than once. */
  ids: EpisodeIds
  state: SearchState
}

const NOTHING = new EpisodeIds(new Uint8Array(0))

async function searchTail(client: ClientBase, experimentId: string, query: string, watermark: string | null) {
  const tail = await listTail(client, experimentId, watermark, TAIL_EPISODES + 1)
  const ids = tail.slice(0, TAIL_EPISODES)
  const steps = ids.length === 0 ? [] : await readUnindexedSteps(client, experimentId, ids)
  const parts = cutParts(steps)
  const places = await matchTexts(
    client,
    query,
    parts.map(({ text }) => text),
  )
  const found = new Set(places.map((place) => parts[place]?.episodeId ?? ""))
  return { found: [...found], waiting: tail.length }
}

function joinIds(ids: EpisodeIds, more: readonly string[]): EpisodeIds {
  if (more.length === 0) return ids
  const extra = more.map((id) => Buffer.from(id.replaceAll("-", ""), "hex"))
  return new EpisodeIds(Buffer.concat([ids.bytes, ...extra]))
}

/**
 * The episodes whose steps match a text in the syntax of web searches: those that are indexed, and the newest of those that are
 * not yet. What took too long is said in `state`, not thrown.
 */
export async function findEpisodesByText(
  ctx: Context,
  experimentId: string,
  text: string,
): Promise<FoundText> {
  const [parsed, moment] = await Promise.all([
    parseSearch(ctx.db.pool, text),
    readSearchMoment(ctx.db.pool, experimentId),
  ])
  const state: SearchState = { unindexed: 0, timedOut: false, onlyCommonWords: parsed.lexemes === 0 }
  if (!moment || parsed.lexemes === 0) return { ids: NOTHING, state }
  const [indexed, tail] = await Promise.all([
    withinTime(ctx.db, SEARCH_MS, (client) => findMatches(client, experimentId, parsed.query)),
    withinTime(ctx.db, TAIL_MS, (client) => searchTail(client, experimentId, parsed.query, moment.watermark)),
  ])
  if (indexed === null) return { ids: NOTHING, state: { ...state, timedOut: true } }
  const unindexed = tail === null ? null : Math.max(0, tail.waiting - TAIL_EPISODES)
  return { ids: joinIds(indexed, tail?.found ?? []), state: { ...state, unindexed } }
}
