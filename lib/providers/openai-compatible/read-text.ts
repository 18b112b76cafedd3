import { PolicyError } from "@/lib/domain/policy-error"

/** More than any reply; what sends more is not answering. */
const READ_LIMIT_BYTES = 32 * 1024 * 1024

/** The body piece by piece as text. Leaving early ends the connection. @throws PolicyError invalid_response when it is endless. */
export async function* readPieces(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let read = 0
  for await (const bytes of response.body ?? []) {
    read += bytes.byteLength
    if (read > READ_LIMIT_BYTES) {
      throw new PolicyError(
        "invalid_response",
        `The endpoint sent more than ${READ_LIMIT_BYTES / 1024 ** 2} MB.`,
      )
    }
    yield decoder.decode(bytes, { stream: true })
  }
  yield decoder.decode()
}

/** The whole body, or its first `limit` characters. */
export async function readText(response: Response, limit = Number.POSITIVE_INFINITY): Promise<string> {
  let text = ""
  for await (const piece of readPieces(response)) {
    text += piece
    if (text.length >= limit) return text.slice(0, limit)
  }
  return text
}
