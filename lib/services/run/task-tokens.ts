import type { Context } from "@/lib/db/context"
import { readStepTokens } from "@/lib/db/recompute.sql"
import { readTaskUsage, readUnmeteredEpisodes } from "@/lib/db/usage.sql"
import { addTokenTotals, estimatedTotals, NO_TOKENS, type TokenTotals } from "@/lib/domain/pricing/price-as"
import { estimateUsageFromPrefixSums } from "@/lib/domain/pricing/usage"
import { processWide } from "@/lib/domain/process-wide"
import { RevisionCache } from "@/lib/services/run/revision-cache"

const BATCH = 500

const cache = processWide("tokens of runs", () => new RevisionCache<ReadonlyMap<number, TokenTotals>>())

interface RunVersion {
  experimentId: string
  id: string
  revision: number
}

/** The tokens of a run by task number: as recorded, else prefix sums of the messages. */
export async function readTaskTokens(
  ctx: Context,
  run: RunVersion,
): Promise<ReadonlyMap<number, TokenTotals>> {
  const known = cache.get(run)
  if (known) return known
  const tokens = new Map<number, TokenTotals>()
  const add = (taskNo: number, totals: TokenTotals) =>
    tokens.set(taskNo, addTokenTotals(tokens.get(taskNo) ?? NO_TOKENS, totals))
  for (const { taskNo, ...usage } of await readTaskUsage(ctx.db, run.experimentId, run.id)) {
    add(taskNo, { ...NO_TOKENS, ...usage })
  }
  for await (const { taskNo, totals } of estimateUnmetered(ctx, run)) add(taskNo, totals)
  cache.set(run, tokens)
  return tokens
}

async function* estimateUnmetered(ctx: Context, { experimentId, id: runId }: RunVersion) {
  for (let after: string | null = null; ; ) {
    const page = await readUnmeteredEpisodes(ctx.db, { experimentId, runId }, after, BATCH)
    const ids = page.map(({ id }) => id)
    const messages = await readStepTokens(ctx.db, experimentId, ids)
    for (const { id, taskNo, toolTokens } of page) {
      const counted = messages.get(id)
      yield {
        taskNo,
        totals: estimatedTotals(counted ? estimateUsageFromPrefixSums(counted, toolTokens) : null),
      }
    }
    after = ids.at(-1) ?? null
    if (page.length < BATCH) return
  }
}
