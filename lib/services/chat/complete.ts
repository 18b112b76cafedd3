import { randomInt } from "node:crypto"
import type { z } from "zod"
import type { ChatCompletion, createChatCompletion as route } from "@/lib/contracts/chat"
import type { ActInput, Policy } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { AppError } from "@/lib/domain/errors"
import type { AssistantMessage } from "@/lib/domain/message"
import { requirePermission } from "@/lib/domain/policy"
import { isTransient, PolicyError } from "@/lib/domain/policy-error"
import { countMessageTokens, countToolTokens } from "@/lib/domain/tokens/message-tokens"
import { getServedPolicy } from "@/lib/services/chat/served-policy"

type Input = z.output<(typeof route)["input"]>

function toActInput(input: Input, signal: AbortSignal): ActInput {
  return {
    messages: input.messages,
    tools: input.tools ?? [],
    temperature: input.temperature ?? 1,
    seed: (input.seed ?? randomInt(2 ** 32)) >>> 0,
    signal,
  }
}

async function act(policy: Policy, input: ActInput): Promise<AssistantMessage> {
  try {
    return (await policy.act(input)).message
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    throw new AppError(isTransient(error.kind) ? "UNAVAILABLE" : "INVALID_INPUT", error.message, [], {
      cause: error,
    })
  }
}

/** Counted with one measure for all, since what runs here is not billed by tokens. */
function countUsage({ messages, tools }: ActInput, reply: AssistantMessage): ChatCompletion["usage"] {
  const said = messages.reduce((sum, message) => sum + countMessageTokens(message), 0)
  const prompt_tokens = said + countToolTokens(tools)
  const completion_tokens = countMessageTokens(reply)
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}

/** One reply of a model that runs here. Same model, messages, temperature and seed: same reply. @throws AppError NOT_FOUND */
export async function completeChat(ctx: Context, input: Input, signal: AbortSignal): Promise<ChatCompletion> {
  requirePermission(ctx.actor, "workspace.read")
  const policy = await getServedPolicy(ctx, input.model)
  const asked = toActInput(input, signal)
  const reply = await act(policy, asked)
  const { content, tool_calls } = reply
  return {
    id: `chatcmpl-${newId()}`,
    object: "chat.completion",
    created: Math.floor(ctx.now().getTime() / 1000),
    model: input.model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content, ...(tool_calls?.length ? { tool_calls } : {}) },
        finish_reason: tool_calls?.length ? "tool_calls" : "stop",
      },
    ],
    usage: countUsage(asked, reply),
  }
}
