import { readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { isMissing, runsFolder } from "@/lib/providers/own-machine/run-folder"

const UPLOADS = "uploads"

async function listNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Removes the folders and files of runs whose fine-tune is gone; a process that works in one ends with it. */
export async function sweepRuns(ctx: Context): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const folder = runsFolder()
  const runs = (await listNames(folder)).filter((name) => name !== UPLOADS)
  const uploads = (await listNames(join(folder, UPLOADS))).map((name) => join(UPLOADS, name))
  for (const name of [...runs, ...uploads]) {
    const idempotencyKey = /([0-9a-f-]{36})-[a-z0-9]+(\.jsonl)?$/.exec(name)?.[1]
    if (!idempotencyKey) continue
    const isKnown = (await ctx.db.prisma.fineTune.count({ where: { idempotencyKey } })) > 0
    if (!isKnown) await rm(join(folder, name), { recursive: true, force: true })
  }
}
