import type { Database } from "@/lib/db/client"
import { fineTuneJob, noticeJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { HOSTED_PROVIDERS } from "@/lib/services/fine-tune/hosted-providers"

const atProvider = { provider: { in: HOSTED_PROVIDERS } }

/** Queues again the steps of training jobs at providers, and the news of those that ended untold. */
export async function resumeFineTunes(db: Database): Promise<void> {
  const select = { experimentId: true, id: true } as const
  const [moving, untold] = await Promise.all([
    db.prisma.fineTune.findMany({
      where: { ...atProvider, status: { in: ["queued", "running"] } },
      select,
    }),
    db.prisma.fineTune.findMany({
      where: {
        ...atProvider,
        status: { in: ["succeeded", "failed", "cancelled"] },
        finishedAt: { not: null },
        notifiedAt: null,
      },
      select,
    }),
  ])
  for (const { experimentId, id } of moving) {
    await enqueueJob(db, fineTuneJob, { experimentId, fineTuneId: id, nudge: false })
  }
  for (const { experimentId, id } of untold) {
    await enqueueJob(db, noticeJob, { experimentId, fineTuneId: id })
  }
}
