import type { Context } from "@/lib/db/context"
import {
  finishScan,
  listWritten,
  readCoverage,
  readReplies,
  readScanMoment,
  type ScanMoment,
  writeNearGroups,
} from "@/lib/db/scan.sql"
import { withTransaction } from "@/lib/db/transaction"
import { actionTokens } from "@/lib/domain/curation/action-tokens"
import { NearDuplicates } from "@/lib/domain/curation/near-duplicates"
import { TEXT_SCOPES } from "@/lib/domain/curation/rule"
import { AppError } from "@/lib/domain/errors"
import type { Message } from "@/lib/domain/message"
import { requirePermission } from "@/lib/domain/policy"
import { findText } from "@/lib/services/scan/find-text"

interface ScanKey {
  experimentId: string
  scanId: string
}

interface Pass {
  ctx: Context
  key: ScanKey
  moment: ScanMoment
  onProgress: (share: number) => Promise<void>
}

/** Lets timers and sockets have their turn. */
const pause = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Reads what has come since the last pass; what was found before stays, since messages never change. */
async function scanText({ ctx, key, moment, onProgress }: Pass, scope: string, text: string): Promise<void> {
  const { experimentId, scanId } = key
  const known = await readCoverage(ctx.db.pool, experimentId, scanId)
  const before = known?.epoch === moment.epoch ? known : null
  const ids = await listWritten(ctx.db.pool, experimentId, before?.watermark ?? null, null)
  const within = TEXT_SCOPES.find((one) => one === scope) ?? "all"
  const found = await findText(ctx.db.pool, experimentId, ids, { within, text }, onProgress)
  const matches = [...new Set([...(before?.matches ?? []), ...found])].sort()
  await finishScan(ctx.db.pool, experimentId, { scanId, moment, matches, at: ctx.now() })
}

async function compareActions({ ctx, key, moment, onProgress }: Pass): Promise<void> {
  const { experimentId, scanId } = key
  const near = new NearDuplicates()
  const ids: string[] = []
  for await (const page of readReplies(ctx.db.pool, experimentId)) {
    for (const { id, taskNo, replies } of page) {
      ids.push(id)
      near.add(taskNo, actionTokens((replies ?? []).map((text) => JSON.parse(text) as Message)))
    }
    await onProgress(Math.min(1, (0.9 * ids.length) / Math.max(1, moment.episodes)))
  }
  const groups = await near.group(pause)
  // At once: numbers of before and after mean different groups.
  await withTransaction(ctx.db, async (client) => {
    await writeNearGroups(client, experimentId, { ids, ...groups })
    await finishScan(client, experimentId, { scanId, moment, matches: [], at: ctx.now() })
  })
}

/** Reads the messages that a scan has not read yet. Run again after a crash, it begins its pass again. */
export async function runScan(ctx: Context, key: ScanKey, signal?: AbortSignal): Promise<void> {
  requirePermission(ctx.actor, "recipe.write")
  const { experimentId, scanId: id } = key
  const where = { experimentId, id }
  const { count } = await ctx.db.prisma.episodeScan.updateMany({
    where: { ...where, status: { in: ["queued", "running"] } },
    data: { status: "running" },
  })
  if (count === 0) return
  const onProgress = async (progress: number) => {
    signal?.throwIfAborted()
    await ctx.db.prisma.episodeScan.updateMany({ where, data: { progress } })
  }
  try {
    const moment = await readScanMoment(ctx.db.pool, experimentId)
    if (!moment) return
    const scan = await ctx.db.prisma.episodeScan.findFirst({ where, select: { scope: true, text: true } })
    const pass = { ctx, key, moment, onProgress }
    if (scan?.scope && scan.text) await scanText(pass, scan.scope, scan.text)
    else await compareActions(pass)
  } catch (error) {
    if (signal?.aborted || !(error instanceof AppError)) throw error
    await ctx.db.prisma.episodeScan.updateMany({
      where,
      data: { status: "failed", error: error.message, finishedAt: ctx.now() },
    })
  }
}
