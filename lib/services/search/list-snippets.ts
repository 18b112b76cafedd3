import type { ClientBase } from "pg"
import type { z } from "zod"
import type { listSnippets as route } from "@/lib/contracts/episodes"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { MARKS, makeSnippets, parseSearch, readMatchingParts, withinTime } from "@/lib/db/search.sql"
import { readStepTexts } from "@/lib/db/step.sql"
import type { Message } from "@/lib/domain/message"
import { requirePermission } from "@/lib/domain/policy"
import { searchableText } from "@/lib/domain/search-text"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { findHidden } from "@/lib/services/queue/hidden-episodes"
import { findUnindexedParts } from "@/lib/services/search/find-unindexed-parts"

const SNIPPETS_MS = 2000
const SNIPPETS_PER_EPISODE = 2

/** A text that holds marks in turns: plain, marked, plain ... */
function splitMarks(snippet: string): { text: string; isMatch: boolean }[] {
  return snippet
    .split(new RegExp(`[${MARKS.start}${MARKS.stop}]`))
    .map((text, index) => ({ text, isMatch: index % 2 === 1 }))
    .filter(({ text }) => text !== "")
}

/** The first matching part of each of some episodes, indexed or not. */
async function findParts(client: ClientBase, experimentId: string, ids: readonly string[], query: string) {
  const startedAt = performance.now()
  const ranges = await readMatchingParts(client, experimentId, ids, query)
  const unmatched = ranges.filter(({ from }) => from === null)
  const isLate = () => performance.now() - startedAt > SNIPPETS_MS
  const { parts, isWhole } = await findUnindexedParts(client, experimentId, query, unmatched, isLate)
  const indexed = ranges.flatMap(({ episodeId, from, to }) =>
    from === null || to === null ? [] : [{ episodeId, from, to }],
  )
  const others = parts.map(({ episodeId, fromIdx, toIdx }) => ({ episodeId, from: fromIdx, to: toIdx }))
  return { parts: [...indexed, ...others], isWhole }
}

/**
 * Where some episodes match a text: of each the steps that say most of it, at most two. Without some of them where a search of what
 * is not indexed took too long, empty where a statement did.
 */
export async function listSnippets(
  ctx: Context,
  { experimentId, episodeId, text }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const hidden = await findHidden(ctx, experimentId, episodeId)
  const ids = episodeId.filter((id) => !hidden.has(id))
  const { query, lexemes } = await parseSearch(ctx.db.pool, text)
  if (lexemes === 0 || ids.length === 0) return { items: [], timedOut: false }
  const found = await withinTime(ctx.db, SNIPPETS_MS, async (client) => {
    const { parts, isWhole } = await findParts(client, experimentId, ids, query)
    const steps = await readStepTexts(client, experimentId, parts)
    const texts = steps.map((step) => searchableText(JSON.parse(step.message) as Message))
    const snippets = await makeSnippets(client, query, texts)
    const items = snippets.map(({ place, ...rest }) => ({
      ...rest,
      ...(steps[place] as (typeof steps)[number]),
    }))
    return { items, isWhole }
  })
  const byEpisode = Map.groupBy(found?.items ?? [], (snippet) => snippet.episodeId)
  const items = ids.flatMap((id) => {
    const best = (byEpisode.get(id) ?? []).sort((a, b) => Number(b.whole) - Number(a.whole) || a.idx - b.idx)
    return best.slice(0, SNIPPETS_PER_EPISODE).map(({ idx, snippet }) => ({
      episodeId: id,
      stepIdx: idx,
      parts: splitMarks(snippet),
    }))
  })
  return { items, timedOut: !found?.isWhole }
}
