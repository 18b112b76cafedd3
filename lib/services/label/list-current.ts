import type { CurrentLabel } from "@/lib/contracts/labels"
import type { Context } from "@/lib/db/context"
import { readLabelHistory } from "@/lib/db/label.sql"
import { currentLabel } from "@/lib/domain/label"
import { readAuthorNames } from "@/lib/services/label/author-names"

/** The current labels of an episode (`stepIdx` null) and of its steps, in step order. */
export async function listCurrentLabels(
  ctx: Context,
  experimentId: string,
  episodeId: string,
): Promise<CurrentLabel[]> {
  const history = await readLabelHistory(ctx.db.pool, experimentId, [episodeId])
  const names = await readAuthorNames(ctx, history)
  const targets = Map.groupBy(history, ({ stepIdx, key, name }) => `${stepIdx}/${key}/${name}`)
  const current = [...targets.values()].flatMap((entries) => {
    const [first] = entries as [(typeof entries)[number]]
    const entry = currentLabel(entries, first.key, first.name)
    if (!entry) return []
    const { key, name, value, source, authorId, createdAt } = entry
    const authorName = authorId === null ? null : (names.get(authorId) ?? null)
    return [{ stepIdx: first.stepIdx, key, name, value, source, authorName, createdAt }]
  })
  return current.sort((left, right) => (left.stepIdx ?? -1) - (right.stepIdx ?? -1))
}
