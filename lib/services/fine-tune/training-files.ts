import { createHash } from "node:crypto"
import { createWriteStream } from "node:fs"
import { mkdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { Readable, Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ExportCheck } from "@/lib/contracts/exports"
import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import { ProviderError } from "@/lib/domain/provider-error"
import { getEnv } from "@/lib/env"
import type { HostedTrainer, TrainingFile } from "@/lib/providers/provider"
import { checkDataset } from "@/lib/services/dataset/check"
import { exportDataset } from "@/lib/services/dataset/export"
import { settingsOf } from "@/lib/services/fine-tune/settings"

const ROLES = [
  { role: "training", split: "train" },
  { role: "validation", split: "validation" },
] as const

function folderOf(fineTuneId: string): string {
  return join(getEnv().home, "fine-tunes", fineTuneId)
}

export function removeTrainingFiles(fineTuneId: string): Promise<void> {
  return rm(folderOf(fineTuneId), { recursive: true, force: true })
}

/** The dataset as the provider's file: rows that break its rules are cut after their last sound reply, or left out. */
function toRequest({ experimentId, datasetId, baseModel, config }: FineTune, trainer: HostedTrainer) {
  const method = trainer.methodOf(settingsOf({ config }).settings)
  const format = method === "preference" ? trainer.formats.preference : trainer.formats.supervised
  if (!format) throw new ProviderError("invalid_request", `${trainer.title} does not train on preferences.`)
  const maxTokens = trainer.baseModels.find(({ id }) => id === baseModel)?.maxRowTokens
  return { experimentId, datasetId, format, fix: "truncate" as const, ...(maxTokens ? { maxTokens } : {}) }
}

/** @throws ProviderError invalid_file for what the provider would refuse the file as a whole for. */
export async function checkTrainingFiles(
  ctx: Context,
  row: FineTune,
  trainer: HostedTrainer,
): Promise<ExportCheck> {
  const check = await checkDataset(ctx, toRequest(row, trainer))
  const broken = check.findings.find(
    ({ level, fix, split }) => level === "problem" && !fix && split !== "test",
  )
  if (broken) throw new ProviderError("invalid_file", broken.message)
  const training = check.splits.find(({ split }) => split === "train")
  if (!training || training.rows === 0)
    throw new ProviderError("invalid_file", "The dataset has no row for training.")
  return check
}

/** Writes the file of one side to this disk, without ever holding it whole. */
async function writeFile(
  ctx: Context,
  row: FineTune,
  trainer: HostedTrainer,
  { role, split }: (typeof ROLES)[number],
  rowCount: number,
): Promise<TrainingFile> {
  const { chunks } = await exportDataset(ctx, { ...toRequest(row, trainer), split })
  const name = `winnow-${row.id}-${role}.jsonl`
  const path = join(folderOf(row.id), name)
  await mkdir(folderOf(row.id), { recursive: true, mode: 0o700 })
  const digest = createHash("sha256")
  let byteCount = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk)
      byteCount += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(Readable.from(chunks), measure, createWriteStream(path, { mode: 0o600 }))
  return { role, path, name, byteCount, rowCount, sha256: digest.digest("hex") }
}

/** The checked files of a fine-tune, the training side first. */
export async function writeTrainingFiles(
  ctx: Context,
  row: FineTune,
  trainer: HostedTrainer,
): Promise<{ files: TrainingFile[]; check: ExportCheck }> {
  const check = await checkTrainingFiles(ctx, row, trainer)
  const files: TrainingFile[] = []
  for (const side of ROLES) {
    const rows = check.splits.find(({ split }) => split === side.split)?.rows ?? 0
    if (rows > 0) files.push(await writeFile(ctx, row, trainer, side, rows))
  }
  return { files, check }
}
