import type { z } from "zod"
import type { EpisodeMessage } from "@/lib/contracts/episode-input"
import type { appendSteps as route } from "@/lib/contracts/live"
import type { Context } from "@/lib/db/context"
import { insertLiveSteps, lockLiveEpisode, readLiveSteps } from "@/lib/db/live.sql"
import { withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"

type Input = z.output<(typeof route)["input"]>

/** Tool calls that wait for their result after these messages. @throws AppError INVALID_INPUT for a result without a call. */
function followCalls(open: readonly string[], messages: readonly EpisodeMessage[], from: number): string[] {
  const waiting = [...open]
  for (const [at, message] of messages.entries()) {
    if (message.role === "assistant") waiting.push(...(message.tool_calls ?? []).map(({ id }) => id))
    if (message.role !== "tool") continue
    const place = waiting.lastIndexOf(message.tool_call_id)
    if (place >= 0) waiting.splice(place, 1)
    else {
      const problem = `Step ${from + at} is the result of the tool call "${message.tool_call_id}" without a call before it.`
      throw new AppError("INVALID_INPUT", problem, [
        { path: `messages.${at}.tool_call_id`, message: problem },
      ])
    }
  }
  return waiting
}

function requireSame(
  stored: readonly { idx: number; message: string }[],
  sent: readonly string[],
  from: number,
): void {
  const other = stored.find(({ idx, message }) => sent[idx - from] !== message)
  if (other) throw new AppError("CONFLICT", `Step ${other.idx} is there already and is another one.`)
}

/**
 * Appends messages from a place on; sending them again adds nothing. Acknowledged is stored.
 * @throws AppError NOT_FOUND when nothing is going on under this id, CONFLICT for a gap, for another step at a place that is
 * taken, and while it is being finished.
 */
export async function appendSteps(ctx: Context, input: Input): Promise<{ stepCount: number }> {
  requirePermission(ctx.actor, "episode.ingest")
  const { from, messages } = input
  const texts = messages.map((message) => JSON.stringify(message))
  return withTransaction(ctx.db, async (client) => {
    const live = await lockLiveEpisode(client, input)
    if (!live) throw new AppError("NOT_FOUND", "No such episode is going on in this experiment.")
    const { stepCount, openCalls, isFinishing } = live
    if (from > stepCount) {
      throw new AppError("CONFLICT", `There are ${stepCount} steps; the next one is step ${stepCount}.`)
    }
    const known = stepCount - from
    if (known > 0) {
      const page = { from, limit: Math.min(known, texts.length) }
      requireSame(await readLiveSteps(client, input, page), texts, from)
    }
    if (known >= texts.length) return { stepCount }
    if (isFinishing) throw new AppError("CONFLICT", "The episode is being finished; it takes no more steps.")
    const waiting = followCalls(openCalls, messages.slice(known), stepCount)
    await insertLiveSteps(client, input, {
      from: stepCount,
      messages: texts.slice(known),
      openCalls: waiting,
    })
    return { stepCount: from + texts.length }
  })
}
