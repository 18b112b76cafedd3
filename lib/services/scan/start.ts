import type { z } from "zod"
import type { startScan as route, ScanKind, ScanRecord } from "@/lib/contracts/scans"
import type { Context } from "@/lib/db/context"
import { foldCase } from "@/lib/domain/curation/rule"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { episodeScanJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { readScan } from "@/lib/services/scan/get"
import { ACTIONS_SCAN, scanId } from "@/lib/services/scan/scan-id"

/** The row of a scan, waiting for its next pass. */
export async function draftScan(
  ctx: Context,
  { experimentId, scan }: z.output<(typeof route)["input"]>,
): Promise<ScanRecord> {
  requirePermission(ctx.actor, "recipe.write")
  await requireExperiment(ctx, experimentId)
  const id = scanId(scan)
  const sought = scan.kind === "text" ? { scope: scan.within, text: foldCase(scan.text) } : {}
  await ctx.db.prisma.episodeScan.createMany({
    data: [{ experimentId, id, status: "queued", ...sought }],
    skipDuplicates: true,
  })
  await ctx.db.prisma.episodeScan.updateMany({
    where: { experimentId, id, status: { in: ["done", "failed"] } },
    data: { status: "queued", progress: 0, error: null, finishedAt: null },
  })
  const drafted = await readScan(ctx, experimentId, id)
  if (!drafted) throw new AppError("NOT_FOUND", "The experiment was deleted.")
  return drafted
}

/** Has the worker read what it has not read yet. */
export async function startScan(
  ctx: Context,
  input: { experimentId: string; scan: ScanKind },
): Promise<ScanRecord> {
  const scan = await draftScan(ctx, input)
  await enqueueJob(ctx.db, episodeScanJob, { experimentId: input.experimentId, scanId: scan.id })
  return scan
}

/** Compares the actions of episodes again, where somebody asked for that once. To be called when many have come. */
export async function refreshActions(ctx: Context, experimentId: string): Promise<void> {
  const known = await ctx.db.prisma.episodeScan.count({ where: { experimentId, id: ACTIONS_SCAN } })
  if (known > 0) await startScan(ctx, { experimentId, scan: { kind: "actions" } })
}
