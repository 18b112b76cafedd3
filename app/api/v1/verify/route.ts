import type { VerifyLine } from "@/lib/contracts/verification"
import { verifyStore as verifyRoute } from "@/lib/contracts/verification"
import { handle } from "@/lib/http/handle"
import { streamText } from "@/lib/http/stream"
import { verifyStore } from "@/lib/services/store/verify"

async function* toLines(first: VerifyLine, rest: AsyncGenerator<VerifyLine>): AsyncGenerator<string> {
  yield `${JSON.stringify(first)}\n`
  for await (const line of rest) yield `${JSON.stringify(line)}\n`
}

export const GET = handle(verifyRoute, async (ctx, input) => {
  const lines = verifyStore(ctx, input)
  // The first line comes before the status goes out, so that an error still can.
  const { value } = await lines.next()
  return new Response(streamText(toLines(value as VerifyLine, lines)), {
    headers: { "content-type": "application/x-ndjson" },
  })
})
