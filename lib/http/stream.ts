const encoder = new TextEncoder()

/** A body that pulls its texts one by one, so that a slow reader holds the source back; leaving early ends the source. */
export function streamText(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}
