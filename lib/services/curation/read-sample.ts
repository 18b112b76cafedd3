import type { ClientBase, Pool } from "pg"
import { type CurationSample, readCurationSample } from "@/lib/db/curation.sql"
import { createMarks } from "@/lib/domain/curation/marks"
import type { Rule } from "@/lib/domain/curation/rule"
import { listUncompared } from "@/lib/services/scan/list-uncompared"
import { type PendingScan, seekTexts, textColumns } from "@/lib/services/scan/seek-texts"

/** The episodes of some runs with all that these rules ask of them; what is `pending` waits for a scan and decides nothing yet. */
export async function readSample(
  client: ClientBase | Pool,
  experimentId: string,
  runIds: readonly string[],
  rules: readonly Rule[],
): Promise<{ sample: CurationSample; pending: PendingScan[] }> {
  const texts = await seekTexts(client, experimentId, rules)
  const sample = await readCurationSample(client, experimentId, runIds)
  const { columns, episodeIds } = sample
  if (texts.found.size > 0) {
    const rows = new Map(episodeIds.map((id, row) => [id, row]))
    columns.texts = textColumns(columns.count, (id) => rows.get(id) ?? -1, texts)
  }
  return { sample, pending: [...texts.pending, ...listUncompared(columns, createMarks(columns), rules)] }
}
