import type { ChatCompletion } from "@/lib/contracts/chat"

/** A completion as the server-sent events that a streaming client reads; the reply comes in one piece, as it was made. */
export async function* toEvents(completion: ChatCompletion, withUsage: boolean): AsyncGenerator<string> {
  const { choices, usage, ...head } = completion
  const chunk = (fields: Record<string, unknown>) =>
    `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", ...fields })}\n\n`
  for (const { index, message, finish_reason } of choices) {
    const tool_calls = message.tool_calls?.map((call, position) => ({ index: position, ...call }))
    const delta = { ...message, ...(tool_calls ? { tool_calls } : {}) }
    yield chunk({ choices: [{ index, delta, finish_reason: null }] })
    yield chunk({ choices: [{ index, delta: {}, finish_reason }] })
  }
  if (withUsage) yield chunk({ choices: [], usage })
  yield "data: [DONE]\n\n"
}
