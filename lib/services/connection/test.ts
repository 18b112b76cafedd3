import type { z } from "zod"
import type { testConnection as route } from "@/lib/contracts/connections"
import type { Policy } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import type { Connection } from "@/lib/db/generated/client"
import { requirePermission } from "@/lib/domain/policy"
import { PolicyError } from "@/lib/domain/policy-error"
import { createOpenAiPolicy } from "@/lib/providers/openai-compatible/policy"
import { TRAINERS } from "@/lib/providers/registry"
import { openEndpoint } from "@/lib/services/connection/open-endpoint"
import { requireConnection } from "@/lib/services/connection/require-connection"
import { openConnection } from "@/lib/services/fine-tune/open-provider"

const TIMEOUT_MS = 20_000
/** With the wait for the rate limit. */
const PATIENCE_MS = 40_000
const REPLY_CHARS = 200
/** Enough for a model that thinks before it speaks, and next to nothing on any bill. */
const MAX_OUTPUT_TOKENS = 64

function createTestPolicy(connection: Connection, model: string): Policy {
  const own = TRAINERS.find(
    (one) => one.kind === "hosted" && one.policy && one.connectionKinds.includes(connection.kind),
  )
  if (own?.kind === "hosted" && own.policy)
    return own.policy({ id: model, model }, openConnection(connection))
  return createOpenAiPolicy({
    id: model,
    endpoint: openEndpoint(connection),
    model,
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    timeoutMs: TIMEOUT_MS,
  })
}

/** One tiny request. What the endpoint does wrong is the answer; only what we do wrong throws. @throws AppError NOT_FOUND */
export async function testConnection(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<z.output<(typeof route)["output"]>> {
  requirePermission(ctx.actor, "workspace.manage")
  const policy = createTestPolicy(await requireConnection(ctx, input.connectionId), input.model)
  try {
    const { message, usage, latencyMs, firstTokenMs } = await policy.act({
      messages: [{ role: "user", content: "Reply with the word ready." }],
      tools: [],
      temperature: 1,
      seed: 1,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const { inputTokens, outputTokens } = usage
    const reply = (message.content ?? "").slice(0, REPLY_CHARS)
    return { ok: true, reply, latencyMs, firstTokenMs, inputTokens, outputTokens }
  } catch (error) {
    if (error instanceof PolicyError) return { ok: false, kind: error.kind, reason: error.message }
    if (error instanceof DOMException && error.name === "TimeoutError") {
      return {
        ok: false,
        kind: "timeout",
        reason: "The rate limit of this connection leaves no request free; try again in a minute.",
      }
    }
    throw error
  }
}
