import { z } from "zod"
import type { Context } from "@/lib/db/context"
import type { FineTune, Prisma } from "@/lib/db/generated/client"
import { ProviderError } from "@/lib/domain/provider-error"
import type { HostedClient, HostedJob, HostedTrainer, JobReport, JsonObject } from "@/lib/providers/provider"
import { endFineTune } from "@/lib/services/fine-tune/end"
import { openProvider } from "@/lib/services/fine-tune/open-provider"
import { priceJob } from "@/lib/services/fine-tune/price-job"
import { addEvents, addNote, findLatestEvent } from "@/lib/services/fine-tune/provider-events"
import { recordReport } from "@/lib/services/fine-tune/record-report"
import { requireHostedTrainer } from "@/lib/services/fine-tune/require-trainer"
import { saveHostedModel } from "@/lib/services/fine-tune/save-hosted-model"
import { settingsOf } from "@/lib/services/fine-tune/settings"
import { removeTrainingFiles, writeTrainingFiles } from "@/lib/services/fine-tune/training-files"

/** `wait`: look again later. `ended`: the end is on record. */
type Step = "wait" | "ended"

/** Polls after which a job that succeeded but names no model counts as one without a result. */
const RESULT_POLLS = 3

const uploadSchema = z.object({ sha256: z.string(), ref: z.record(z.string(), z.unknown()) })

const uploadsSchema = z.object({ training: uploadSchema.optional(), validation: uploadSchema.optional() })

interface Setting {
  ctx: Context
  row: FineTune
  trainer: HostedTrainer
  client: HostedClient
}

const uploadsOf = ({ uploads }: FineTune) => uploadsSchema.parse(uploads)

function update({ ctx, row }: Setting, data: Prisma.FineTuneUncheckedUpdateInput): Promise<FineTune> {
  return ctx.db.prisma.fineTune.update({
    where: { experimentId_id: { experimentId: row.experimentId, id: row.id } },
    data,
  })
}

function toJob({ row, trainer }: Setting, name: string): HostedJob {
  const { seed, settings } = settingsOf(row)
  const { training, validation } = uploadsOf(row)
  if (!training) throw new RangeError("the training file is not uploaded")
  return {
    key: `${row.idempotencyKey}-${row.attempt}`,
    name,
    baseModel: row.baseModel,
    method: trainer.methodOf(settings),
    config: settings,
    seed,
    files: { training: training.ref, validation: validation?.ref ?? null },
  }
}

/** What the model is going to be called: the pipeline's name where one wants it. */
async function readName({ ctx, row }: Setting): Promise<string> {
  const { name } = await ctx.db.prisma.dataset.findUniqueOrThrow({
    where: { experimentId_id: { experimentId: row.experimentId, id: row.datasetId } },
    select: { name: true },
  })
  return name
}

async function uploadFiles(setting: Setting, signal: AbortSignal): Promise<FineTune> {
  const { ctx, row, trainer, client } = setting
  const { files, check } = await writeTrainingFiles(ctx, row, trainer)
  const { dropped, truncated } = check.applied
  const mended =
    dropped + truncated > 0 ? `; ${truncated} rows were cut and ${dropped} left out to keep its rules` : ""
  const uploads = uploadsOf(row)
  for (const file of files) {
    const known = uploads[file.role]
    if (known?.sha256 === file.sha256) continue
    const ref = await client.upload(file, `${row.idempotencyKey}-${file.role}`, signal)
    uploads[file.role] = { sha256: file.sha256, ref }
    const size = `${file.rowCount} rows, ${file.byteCount} bytes`
    await addNote(
      ctx,
      row,
      `upload/${file.role}/${file.sha256}`,
      `Uploaded the ${file.role} file: ${size}${mended}.`,
    )
  }
  return update(setting, { uploads: uploads as Prisma.InputJsonObject })
}

async function areReady({ client, row }: Setting): Promise<boolean> {
  for (const upload of Object.values(uploadsOf(row))) {
    if (upload && !(await client.isUploadReady(upload.ref))) return false
  }
  return true
}

/**
 * The provider's job of this attempt. That it is about to be asked for is on record before it is, so that whoever comes after
 * a crash looks it up first; null when it is no longer wanted and there is none.
 */
async function findOrCreate(setting: Setting): Promise<FineTune | null> {
  const { ctx, row, client } = setting
  const job = toJob(setting, await readName(setting))
  const found = row.createStartedAt ? await client.find(job) : null
  if (!found && row.cancelRequestedAt) return null
  if (!row.createStartedAt) {
    const estimate = await priceJob(ctx, { row, trainer: setting.trainer, client, job })
    await update(setting, { createStartedAt: ctx.now(), ...(estimate ? { estimate } : {}) })
  }
  const handle = found ?? (await client.create(job))
  const note = found ? "Found the job that was created before." : "Created the job."
  const stored = await update(setting, {
    handle: handle as Prisma.InputJsonObject,
    startedAt: row.startedAt ?? ctx.now(),
    failures: 0,
  })
  await addNote(ctx, row, "created", note)
  await removeTrainingFiles(row.id)
  return stored
}

/** Asks the provider to stop; that it cannot any more is for the next report to say. */
async function requestCancel({ ctx, row, client }: Setting): Promise<void> {
  try {
    await client.cancel(row.handle as JsonObject)
    await addNote(ctx, row, "cancel", "Asked the provider to cancel.")
  } catch (error) {
    const isTooLate =
      error instanceof ProviderError && ["conflict", "invalid_request", "not_found"].includes(error.refusal)
    if (!isTooLate) throw error
    await addNote(ctx, row, "cancel", `The provider did not cancel: ${error.message}`, { level: "warn" })
  }
}

async function conclude(setting: Setting, report: JobReport): Promise<Step> {
  const { ctx, row } = setting
  const { phase, failure, requestId, model } = report
  if (phase === "succeeded" && model) {
    await saveHostedModel(ctx, row, setting.trainer, { ...report, model })
    await endFineTune(ctx, row, { status: "succeeded" })
    return "ended"
  }
  if (phase === "succeeded") {
    const polls = row.failures + 1
    if (polls >= RESULT_POLLS) {
      throw new ProviderError("result_missing", "The job succeeded, and names no model.", { requestId })
    }
    throw new ProviderError("unavailable", "The job succeeded but names no model yet.", { requestId })
  }
  if (phase === "cancelled") {
    await endFineTune(ctx, row, { status: "cancelled", requestId })
    return "ended"
  }
  if (phase === "failed") {
    const { refusal, message } = failure ?? { refusal: "failed", message: "It gave no reason." }
    throw new ProviderError(
      refusal === "rate_limited" || refusal === "unavailable" ? "failed" : refusal,
      message,
      {
        requestId,
      },
    )
  }
  return "wait"
}

async function look(setting: Setting): Promise<Step> {
  const { ctx, row, client } = setting
  const report = await client.poll(row.handle as JsonObject, { knownEvent: await findLatestEvent(ctx, row) })
  await addEvents(ctx, row, report.events, report.requestId)
  await recordReport(ctx, row, report)
  return conclude(setting, report)
}

/** The next step that is due. @throws ProviderError for what the provider answers instead. */
export async function takeStep(ctx: Context, row: FineTune, signal: AbortSignal): Promise<Step> {
  const trainer = requireHostedTrainer(row.provider)
  const client = await openProvider(ctx, trainer, row.connectionId)
  let setting: Setting = { ctx, row, trainer, client }
  const isUntouched = !row.handle && !row.createStartedAt
  if (isUntouched && row.cancelRequestedAt) {
    await endFineTune(ctx, row, { status: "cancelled" })
    return "ended"
  }
  if (row.status === "queued") setting = { ...setting, row: await update(setting, { status: "running" }) }
  if (!uploadsOf(row).training) setting = { ...setting, row: await uploadFiles(setting, signal) }
  if (!setting.row.handle) {
    if (!(await areReady(setting))) return "wait"
    const created = await findOrCreate(setting)
    if (!created) {
      await endFineTune(ctx, row, { status: "cancelled" })
      return "ended"
    }
    setting = { ...setting, row: created }
  }
  if (setting.row.cancelRequestedAt) await requestCancel(setting)
  return look(setting)
}
