import { createHmac } from "node:crypto"
import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { getEnv } from "@/lib/env"
import { getTrainer } from "@/lib/providers/registry"
import { hasEnded } from "@/lib/services/fine-tune/status"
import { sendMail } from "@/lib/services/mail/send-mail"
import { openWebhookSecret, readWebhookSetting } from "@/lib/services/notice/webhook-setting"
import { outbound } from "@/lib/services/outbound/outbound"

const TIMEOUT_MS = 15_000

interface Notice {
  event: string
  fineTuneId: string
  experimentId: string
  pipelineId: string | null
  provider: string
  baseModel: string
  status: string
  refusal: string | null
  error: string | null
  finishedAt: string | null
  /** Its page; null where the installation has no public address. */
  url: string | null
}

function toNotice(row: FineTune): Notice {
  const { experimentId, id: fineTuneId, pipelineId, provider, baseModel, status, refusal, error } = row
  const { publicUrl } = getEnv()
  const path = pipelineId ? `/experiments/${experimentId}/pipelines/${pipelineId}` : null
  return {
    event: `fine_tune.${status}`,
    fineTuneId,
    experimentId,
    pipelineId,
    provider,
    baseModel,
    status,
    refusal,
    error,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    url: publicUrl && path ? new URL(path, publicUrl).href : null,
  }
}

/** Signed like GitHub's: the receiver repeats the HMAC over the bytes it got. */
async function postWebhook(ctx: Context, row: FineTune, notice: Notice): Promise<void> {
  const setting = await readWebhookSetting(ctx)
  if (!setting) return
  const body = JSON.stringify(notice)
  const secret = openWebhookSecret(setting)
  const signature = secret && createHmac("sha256", secret).update(body).digest("hex")
  const { host } = new URL(setting.url)
  const fetch = outbound.fetchFor(new Set(setting.allowPrivate ? [host] : []))
  const response = await fetch(setting.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      // The same delivery, whenever it is repeated.
      "x-winnow-delivery": `${row.id}-${row.attempt}`,
      "x-winnow-event": notice.event,
      ...(signature ? { "x-winnow-signature": `sha256=${signature}` } : {}),
    },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await response.body?.cancel()
  if (!response.ok) throw new AppError("UNAVAILABLE", `The webhook at ${host} answered ${response.status}.`)
}

async function mailStarter(ctx: Context, row: FineTune, notice: Notice): Promise<void> {
  const { smtpUrl, publicUrl } = getEnv()
  if (!smtpUrl || !row.createdById) return
  const user = await ctx.db.prisma.user.findUnique({
    where: { id: row.createdById },
    select: { email: true },
  })
  if (!user?.email) return
  const provider = getTrainer(row.provider)?.title ?? row.provider
  const lines = [`${row.baseModel} at ${provider}: training ${row.status}.`, row.error, notice.url]
  await sendMail({
    smtpUrl,
    to: user.email,
    publicUrl: publicUrl ?? "http://localhost",
    subject: `Winnow: training ${row.status} at ${provider}`,
    text: `${lines.filter(Boolean).join("\n\n")}\n`,
  })
}

/** Tells of the end of a training job, by webhook and to whoever started it by mail: at least once, repeated on failure. */
export async function noticeFineTuneEnd(
  ctx: Context,
  { experimentId, fineTuneId }: { experimentId: string; fineTuneId: string },
): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const where = { experimentId_id: { experimentId, id: fineTuneId } }
  const row = await ctx.db.prisma.fineTune.findUnique({ where })
  if (!row || !hasEnded(row) || row.notifiedAt) return
  const notice = toNotice(row)
  await postWebhook(ctx, row, notice)
  await mailStarter(ctx, row, notice)
  await ctx.db.prisma.fineTune.updateMany({
    where: { experimentId, id: fineTuneId, attempt: row.attempt },
    data: { notifiedAt: ctx.now() },
  })
}
