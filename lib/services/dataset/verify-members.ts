import { createHash } from "node:crypto"
import type { Verification } from "@/lib/contracts/dataset-checks"
import type { Context } from "@/lib/db/context"
import { type NewMember, readMessageTexts } from "@/lib/db/dataset.sql"
import { readFrozenMembers } from "@/lib/db/frozen-member.sql"
import { hashableConversation } from "@/lib/domain/canonical-message"
import type { Message } from "@/lib/domain/message"

const PAGE = 500

export type Change = Verification["changes"]["first"][number]

/** As ingest computes it; an episode without messages keeps the hash it has. */
export function hashMessages(texts: readonly string[]): string | null {
  if (texts.length === 0) return null
  const messages = texts.map((text) => JSON.parse(text) as Message)
  return createHash("sha256").update(hashableConversation(messages)).digest().readBigInt64BE().toString()
}

type FrozenMember = Awaited<ReturnType<typeof readFrozenMembers>>[number]

/** What an episode's content is now, null when it is gone, and how that differs from what was frozen. */
function compareContent({ episodeId, contentHash, currentHash }: FrozenMember, texts: readonly string[]) {
  const actual = currentHash === null ? null : (hashMessages(texts) ?? currentHash)
  const changes: Change[] =
    actual === null
      ? [{ episodeId, what: "gone" }]
      : actual === (contentHash ?? currentHash)
        ? []
        : [{ episodeId, what: "content" }]
  return { actual, changes }
}

/** The members with their contents hashed again from the stored messages, and those that are not what they were. */
export async function rehashMembers(
  ctx: Context,
  key: { experimentId: string; datasetId: string },
): Promise<{ members: NewMember[]; changes: Change[]; unknown: number }> {
  const members: NewMember[] = []
  const changes: Change[] = []
  let unknown = 0
  for (let from = 0; ; from += PAGE) {
    const page = await readFrozenMembers(ctx.db.pool, key, { from, limit: PAGE })
    const ids = page.map(({ episodeId }) => episodeId)
    const texts = await readMessageTexts(ctx.db.pool, key.experimentId, ids)
    for (const member of page) {
      const { episodeId, split, weight, edits, contentHash } = member
      const compared = compareContent(member, texts.get(episodeId) ?? [])
      changes.push(...compared.changes)
      members.push({ episodeId, split, weight, edits, contentHash: compared.actual ?? contentHash ?? "" })
      if (contentHash === null) unknown += 1
    }
    if (page.length < PAGE) return { members, changes, unknown }
  }
}
