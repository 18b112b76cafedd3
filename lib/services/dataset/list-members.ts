import { z } from "zod"
import type { listDatasetMembers as route } from "@/lib/contracts/datasets"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import { readMembers } from "@/lib/db/dataset.sql"
import { requirePermission } from "@/lib/domain/policy"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

export async function listDatasetMembers(
  ctx: Context,
  { experimentId, datasetId, split, limit, cursor }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const dataset = presentDataset(await requireDataset(ctx, experimentId, datasetId))
  const from = parseCursor(z.int(), cursor) ?? 0
  const rows = await readMembers(ctx.db.pool, { experimentId, datasetId }, { from, limit: limit + 1, split })
  const next = rows[limit]
  return {
    items: rows.slice(0, limit).map(({ toolsText: _tools, taskGroup: _group, ...member }) => member),
    nextCursor: next ? encodeCursor(next.position) : null,
    count: split ? (dataset.manifest.counts.bySplit[split]?.episodes ?? 0) : dataset.episodeCount,
  }
}
