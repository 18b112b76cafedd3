import { randomUUID } from "node:crypto"
import { ReadableStream as NodeStream } from "node:stream/web"

export interface FormStream {
  body: ReadableStream<Uint8Array>
  type: string
  byteCount: number
}

/** As the HTML standard escapes names in multipart/form-data. */
const escapeName = (name: string) =>
  name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22")

function headOf(name: string, value: FormDataEntryValue): string {
  const field = `content-disposition: form-data; name="${escapeName(name)}"`
  if (typeof value === "string") return `${field}\r\n\r\n`
  const type = value.type || "application/octet-stream"
  return `${field}; filename="${escapeName(value.name)}"\r\ncontent-type: ${type}\r\n\r\n`
}

/**
 * A form as bytes that are made as they are asked for, with their number: files on disk are never held. A body that `fetch`
 * makes of a form itself throws where nobody can catch it when a server answers or leaves before all of it was read.
 */
export function toFormStream(form: FormData): FormStream {
  const boundary = `winnow-${randomUUID()}`
  const pieces: (Uint8Array | Blob)[] = []
  const encoder = new TextEncoder()
  for (const [name, value] of form) {
    pieces.push(encoder.encode(`--${boundary}\r\n${headOf(name, value)}`))
    pieces.push(typeof value === "string" ? encoder.encode(value) : value)
    pieces.push(encoder.encode("\r\n"))
  }
  pieces.push(encoder.encode(`--${boundary}--\r\n`))
  return {
    // The same class; only its Node types know `from`.
    body: NodeStream.from(readPieces(pieces)) as ReadableStream<Uint8Array>,
    type: `multipart/form-data; boundary=${boundary}`,
    byteCount: pieces.reduce(
      (sum, piece) => sum + (piece instanceof Blob ? piece.size : piece.byteLength),
      0,
    ),
  }
}

async function* readPieces(pieces: readonly (Uint8Array | Blob)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Blob) yield* piece.stream()
    else yield piece
  }
}
