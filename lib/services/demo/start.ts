import type { Context } from "@/lib/db/context"
import { getEnv } from "@/lib/env"
import { demoJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { isDemoSettled } from "@/lib/services/demo/settled"

/** Queues the demo on an installation that holds nothing else, or goes on with one that was interrupted. */
export async function startDemo(ctx: Context): Promise<void> {
  if (!getEnv().demo || (await isDemoSettled(ctx))) return
  const own = await ctx.db.prisma.experiment.count({ where: { isDemo: false } })
  if (own === 0) await enqueueJob(ctx.db, demoJob, {})
}
