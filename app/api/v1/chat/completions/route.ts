import { createChatCompletion } from "@/lib/contracts/chat"
import { handle } from "@/lib/http/handle"
import { withOpenAiErrors } from "@/lib/http/openai-errors"
import { streamText } from "@/lib/http/stream"
import { completeChat } from "@/lib/services/chat/complete"
import { toEvents } from "@/lib/services/chat/to-events"

export const POST = withOpenAiErrors(
  handle(createChatCompletion, async (ctx, input, request) => {
    const completion = await completeChat(ctx, input, request.signal)
    if (!input.stream) return completion
    const events = toEvents(completion, input.stream_options?.include_usage === true)
    return new Response(streamText(events), { headers: { "content-type": "text/event-stream" } })
  }),
)
