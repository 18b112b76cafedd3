import { streamBytes } from "@/lib/domain/byte-stream"

const encoder = new TextEncoder()

/** The same of texts. */
export function streamText(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  return streamBytes(encodeAll(texts))
}

async function* encodeAll(texts: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield encoder.encode(text)
}
