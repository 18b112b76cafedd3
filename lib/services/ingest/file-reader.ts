import { ByteLengthQueuingStrategy, TransformStream } from "node:stream/web"
import { AppError } from "@/lib/domain/errors"
import { getImporter } from "@/lib/importers/registry"
import type { RunFacts } from "@/lib/services/ingest/prepare-episode"
import { gatherBatches, type RecordBatch } from "@/lib/services/ingest/record-batch"

/** Bytes that wait for the parser, so that it never waits for the one who sends them. */
const READ_AHEAD_BYTES = 512 * 1024

export interface FileFormat {
  /** Id of an importer. */
  format: string
  fileName: string
}

/** Reads one file or body that arrives chunk by chunk, batch by batch. */
export class FileReader {
  private readonly body = new TransformStream<Uint8Array, Uint8Array>(
    undefined,
    new ByteLengthQueuingStrategy({ highWaterMark: READ_AHEAD_BYTES }),
  )
  private readonly writer = this.body.writable.getWriter()
  private readonly batches: AsyncIterator<RecordBatch>

  constructor(experimentId: string, facts: RunFacts, { format, fileName }: FileFormat) {
    const importer = getImporter(format)
    if (!importer) throw new AppError("INVALID_INPUT", `There is no importer ${format}.`)
    const records = importer.read(this.body.readable, { fileName })
    // What breaks the stream reaches the one who reads it; it has none when the format was refused.
    this.writer.closed.catch(() => undefined)
    this.batches = gatherBatches(experimentId, facts, records)
  }

  /** Resolves when there is room for the next chunk, or when nobody wants one any more. */
  async push(chunk: Uint8Array): Promise<void> {
    this.writer.write(chunk).catch(() => undefined)
    await this.writer.ready.catch(() => undefined)
  }

  end(): void {
    this.writer.close().catch(() => undefined)
  }

  /** Nothing more comes; whoever waits for a batch learns it. */
  fail(): void {
    const error = new AppError("UNAVAILABLE", "The rest of the file did not arrive.")
    this.writer.abort(error).catch(() => undefined)
  }

  /** Null at the end. */
  async next(): Promise<RecordBatch | null> {
    const { value, done } = await this.batches.next()
    return done ? null : value
  }
}
