import type { DatasetRecord } from "@/lib/contracts/datasets"
import type { Context } from "@/lib/db/context"
import { readMessageTexts } from "@/lib/db/dataset.sql"
import { type DatasetPairRow, readPairs } from "@/lib/db/dataset-pair.sql"
import type { Split } from "@/lib/domain/episode"
import type { Message, ToolDefinition } from "@/lib/domain/message"
import type { ExportPair } from "@/lib/exporters/exporter"
import { preparePair } from "@/lib/exporters/prepare-pair"
import type { PreparedRows } from "@/lib/exporters/prepare-rows"
import type { PairsPlan } from "@/lib/services/dataset/plan-export"

const PAIRS_PER_PAGE = 100

/** The pairs of one split in the dataset's order, one row each; a pair goes by the episode that was chosen. */
export async function* readPairRows(
  ctx: Context,
  { exporter, options, fix }: PairsPlan,
  { experimentId, id: datasetId }: DatasetRecord,
  split: Split,
): AsyncGenerator<PreparedRows & { episodeId: string }> {
  for (let from = 0; ; ) {
    const page = { from, limit: PAIRS_PER_PAGE, split }
    const pairs = await readPairs(ctx.db.pool, { experimentId, datasetId }, page)
    const ids = [...new Set(pairs.flatMap(({ chosenId, rejectedId }) => [chosenId, rejectedId]))]
    const texts = await readMessageTexts(ctx.db.pool, experimentId, ids)
    for (const pair of pairs) {
      const made = toPair(pair, texts)
      if (made) yield { episodeId: pair.chosenId, ...preparePair(exporter, made, options, fix) }
    }
    const last = pairs.at(-1)
    if (!last || pairs.length < PAIRS_PER_PAGE) return
    from = last.position + 1
  }
}

/** The messages before the step they part at, and one reply of each; null when an episode is gone. */
function toPair(
  { position, chosenId, rejectedId, step, toolsText }: DatasetPairRow,
  texts: ReadonlyMap<string, string[]>,
): ExportPair | null {
  const read = (id: string) =>
    (texts.get(id) ?? []).slice(0, step + 1).map((text) => JSON.parse(text) as Message)
  const [chosen, rejected] = [read(chosenId), read(rejectedId)]
  if (chosen.length <= step || rejected.length <= step) return null
  return {
    id: String(position),
    prompt: chosen.slice(0, step),
    tools: toolsText === null ? [] : (JSON.parse(toolsText) as ToolDefinition[]),
    chosen: chosen.slice(step),
    rejected: rejected.slice(step),
    chosenEpisodeId: chosenId,
    rejectedEpisodeId: rejectedId,
  }
}
