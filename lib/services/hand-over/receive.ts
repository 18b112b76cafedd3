import { createHash } from "node:crypto"
import { createWriteStream } from "node:fs"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { Readable, Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { AppError } from "@/lib/domain/errors"
import { fineTuneJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { acceptModel } from "@/lib/providers/own-machine/received"
import { runFolderOf } from "@/lib/providers/own-machine/run-folder"
import { requireHandOver, requireOpenHandOver } from "@/lib/services/hand-over/require-open"
import { unpackModel } from "@/lib/services/hand-over/unpack-model"

/** A model of eight billion weights in two bytes each, twice. */
export const RESULT_LIMIT_BYTES = 32 * 1024 ** 3

export interface Result {
  body: AsyncIterable<Uint8Array> | null
  /** As the sender says, in hex. */
  sha256: string | null
}

/** Streams the archive to the disk; answers its hash. @throws AppError TOO_LARGE */
async function save(path: string, body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const digest = createHash("sha256")
  let total = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length
      if (total > limit) return done(new AppError("TOO_LARGE", `A model may have at most ${limit} bytes.`))
      digest.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(Readable.from(body), measure, createWriteStream(path, { mode: 0o600 }))
  return digest.digest("hex")
}

/**
 * Takes the model of a job, once: streamed, measured, compared with its hash, unpacked beside the run, and in place only then.
 * Sent again after a lost answer, the same archive is answered as received.
 * @throws AppError UNAUTHENTICATED, CONFLICT, TOO_LARGE, INVALID_INPUT naming what is wrong with the archive.
 */
export async function receiveHandOver(
  ctx: Context,
  token: string | null,
  { body, sha256 }: Result,
  limit = RESULT_LIMIT_BYTES,
): Promise<Record<string, never>> {
  const { usedAt, resultHash } = await requireHandOver(ctx, token)
  if (usedAt && sha256 !== null && sha256 === resultHash) return {}
  const { id, runKey, experimentId, fineTuneId, fineTune } = await requireOpenHandOver(ctx, token)
  if (!body || !sha256)
    throw new AppError("INVALID_INPUT", "Send the archive, and its SHA-256 in x-content-sha256.")
  const folder = runFolderOf(runKey)
  const part = join(folder, `received-${newId()}`)
  try {
    const hash = await save(`${part}.zip`, body, limit)
    if (hash !== sha256.toLowerCase()) {
      throw new AppError(
        "INVALID_INPUT",
        "The archive is not what its hash says: it was cut or changed on its way.",
      )
    }
    await unpackModel(`${part}.zip`, part, { limit, baseModel: fineTune.baseModel })
    await withAdvisoryLock(ctx.db, `hand-over:${id}`, async () => {
      await requireOpenHandOver(ctx, token)
      await acceptModel(folder, part)
      const data = { usedAt: ctx.now(), lastSeenAt: ctx.now(), resultHash: hash }
      await ctx.db.prisma.handOver.update({ where: { id }, data })
    })
  } finally {
    await rm(`${part}.zip`, { force: true })
    await rm(part, { recursive: true, force: true })
  }
  await enqueueJob(ctx.db, fineTuneJob, { experimentId, fineTuneId, nudge: true })
  return {}
}
