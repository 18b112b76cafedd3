import { createHash } from "node:crypto"
import type { IncomingMessage } from "node:http"
import { Violation } from "@/tests/protocol/protocol-server"

/** Files up to this size are kept, to look into; of larger ones only the size and hash. */
const KEPT_BYTES = 32 * 1024 * 1024

export interface Upload {
  fields: Record<string, string>
  fileName: string
  byteCount: number
  sha256: string
  /** Null when it was too large to keep. */
  text: string | null
}

class Collector {
  readonly #digest = createHash("sha256")
  readonly #kept: Buffer[] = []
  byteCount = 0

  add(bytes: Buffer): void {
    this.#digest.update(bytes)
    this.byteCount += bytes.length
    if (this.byteCount <= KEPT_BYTES) this.#kept.push(Buffer.from(bytes))
    else this.#kept.length = 0
  }

  finish() {
    const text = this.byteCount <= KEPT_BYTES ? Buffer.concat(this.#kept).toString("utf8") : null
    return { byteCount: this.byteCount, sha256: this.#digest.digest("hex"), text }
  }
}

/** A body that is the file itself. */
export async function readRawUpload(request: IncomingMessage): Promise<Omit<Upload, "fields" | "fileName">> {
  const collector = new Collector()
  for await (const chunk of request) collector.add(chunk as Buffer)
  return collector.finish()
}

const HEAD_END = Buffer.from("\r\n\r\n")

interface Part {
  name: string
  fileName: string | null
  value: Buffer[]
}

/** Reads a form as its bytes come: never more than a chunk and a boundary is in memory. */
class FormReader {
  readonly fields: Record<string, string> = {}
  file: { name: string; collector: Collector } | null = null
  readonly #delimiter: Buffer
  #pending: Buffer = Buffer.from("\r\n")
  #part: Part | null = null

  constructor(boundary: string) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`)
  }

  add(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk])
    while (this.#part ? this.#readValue(this.#part) : this.#readHead());
  }

  /** Whether a part has begun. */
  #readHead(): boolean {
    const at = this.#pending.indexOf(this.#delimiter)
    const end = at < 0 ? -1 : this.#pending.indexOf(HEAD_END, at)
    if (end < 0) return false
    const head = this.#pending.subarray(at + this.#delimiter.length, end).toString("utf8")
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? ""
    const fileName = /filename="([^"]*)"/.exec(head)?.[1] ?? null
    if (fileName !== null) this.#openFile(name, fileName)
    this.#part = { name, fileName, value: [] }
    this.#pending = this.#pending.subarray(end + HEAD_END.length)
    return true
  }

  #openFile(name: string, fileName: string): void {
    if (this.file || name !== "file") throw new Violation(`a second file, or one in the field ${name}`)
    this.file = { name: fileName, collector: new Collector() }
  }

  /** Whether the part has ended. */
  #readValue(part: Part): boolean {
    const end = this.#pending.indexOf(this.#delimiter)
    const length = end >= 0 ? end : Math.max(0, this.#pending.length - this.#delimiter.length)
    this.#take(part, this.#pending.subarray(0, length))
    this.#pending = this.#pending.subarray(length)
    if (end < 0) return false
    if (part.fileName === null) this.fields[part.name] = Buffer.concat(part.value).toString("utf8")
    this.#part = null
    return true
  }

  #take(part: Part, bytes: Buffer): void {
    if (part.fileName === null) part.value.push(Buffer.from(bytes))
    else this.file?.collector.add(bytes)
  }
}

/** A multipart form with one file. */
export async function readFormUpload(request: IncomingMessage): Promise<Upload> {
  const boundary = /boundary="?([^";]+)"?/.exec(request.headers["content-type"] ?? "")?.[1]
  if (!boundary) throw new Violation(`an upload of the type ${request.headers["content-type"]}`)
  const reader = new FormReader(boundary)
  for await (const chunk of request) reader.add(chunk as Buffer)
  const { fields, file } = reader
  if (!file) throw new Violation("a form without a file")
  return { fields, fileName: file.name, ...file.collector.finish() }
}
