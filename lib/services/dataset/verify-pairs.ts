import type { Context } from "@/lib/db/context"
import { readMessageTexts } from "@/lib/db/dataset.sql"
import { type NewPair, readPairs } from "@/lib/db/dataset-pair.sql"
import { type Change, hashMessages } from "@/lib/services/dataset/verify-members"

const PAGE = 200

/** The pairs with their rejected episodes hashed again from the stored messages, and those that are not what they were. */
export async function rehashPairs(
  ctx: Context,
  key: { experimentId: string; datasetId: string },
): Promise<{ pairs: NewPair[]; changes: Change[] }> {
  const pairs: NewPair[] = []
  const changes = new Map<string, Change>()
  for (let from = 0; ; from += PAGE) {
    const page = await readPairs(ctx.db.pool, key, { from, limit: PAGE })
    const ids = [...new Set(page.map(({ rejectedId }) => rejectedId))]
    const texts = await readMessageTexts(ctx.db.pool, key.experimentId, ids)
    for (const { split, chosenId, rejectedId, step, rejectedHash } of page) {
      const actual = hashMessages(texts.get(rejectedId) ?? [])
      if (actual !== rejectedHash) {
        changes.set(rejectedId, { episodeId: rejectedId, what: actual === null ? "gone" : "content" })
      }
      pairs.push({ split, chosenId, rejectedId, step, rejectedHash: actual ?? "" })
    }
    if (page.length < PAGE) return { pairs, changes: [...changes.values()] }
  }
}
