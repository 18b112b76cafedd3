import type { Context } from "@/lib/db/context"
import type { Monitor } from "@/lib/db/generated/client"
import type { Drift } from "@/lib/domain/drift"
import { getEnv } from "@/lib/env"
import { logger } from "@/lib/logger"
import { oneLine, sendMail } from "@/lib/services/mail/send-mail"

/** Tells the address of the monitor; `off` where it has none or no mail server is configured. */
export async function mailDrift(
  ctx: Context,
  monitor: Monitor,
  drift: Drift,
): Promise<"sent" | "failed" | "off"> {
  const { smtpUrl, publicUrl, port } = getEnv()
  if (!smtpUrl || !monitor.mailTo) return "off"
  const { name } = await ctx.db.prisma.experiment.findUniqueOrThrow({
    where: { id: monitor.experimentId },
    select: { name: true },
  })
  const origin = publicUrl ? new URL(publicUrl).origin : `http://localhost:${port}`
  const percent = (rate: number | null) => (rate === null ? "unknown" : `${(100 * rate).toFixed(1)} %`)
  const mail = {
    smtpUrl,
    to: monitor.mailTo,
    publicUrl: origin,
    subject: `${monitor.name} has become worse`,
    text: [
      `${oneLine(monitor.name)} in ${oneLine(name)} solves fewer of its tasks than in its baseline run:`,
      `${percent(drift.successRate.value)} against ${percent(drift.baselineRate.value)}, on ${drift.tasks} tasks,`,
      `${drift.worse} of them worse and ${drift.better} better (p = ${drift.p.toPrecision(2)}, alarm at ${drift.threshold.toPrecision(2)}).`,
      "",
      `${origin}/experiments/${monitor.experimentId}/monitors`,
      "",
    ].join("\n"),
  }
  try {
    await sendMail(mail)
    return "sent"
  } catch (error) {
    logger.warn("drift mail failed", { error })
    return "failed"
  }
}
