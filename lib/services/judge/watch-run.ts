import { setTimeout as sleep } from "node:timers/promises"
import type { Context } from "@/lib/db/context"

const LOOK_EVERY_MS = 500

/** A signal that also aborts once somebody cancels the run; `stop` ends the watching, and throws what went wrong with it. */
export function watchRun(
  ctx: Context,
  { experimentId, runId }: { experimentId: string; runId: string },
  outer: AbortSignal,
): { signal: AbortSignal; stop(): Promise<void> } {
  const cancel = new AbortController()
  const over = new AbortController()
  const signal = AbortSignal.any([outer, cancel.signal])
  const look = async (): Promise<void> => {
    try {
      for (;;) {
        await sleep(LOOK_EVERY_MS, undefined, { signal: AbortSignal.any([signal, over.signal]) })
        const run = await ctx.db.prisma.judgeRun.findUnique({
          where: { experimentId_id: { experimentId, id: runId } },
          select: { status: true },
        })
        if (run?.status !== "running") return cancel.abort()
      }
    } catch (error) {
      if (!signal.aborted && !over.signal.aborted) throw error
    }
  }
  const looking = look()
  // It is thrown when the run stops; until then nobody else may be asked.
  looking.catch(() => cancel.abort())
  return {
    signal,
    async stop() {
      over.abort()
      await looking
    },
  }
}
