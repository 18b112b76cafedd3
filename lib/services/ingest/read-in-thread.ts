import type { NewEpisode } from "@/lib/db/ingest.sql"
import { readAhead } from "@/lib/domain/read-ahead"
import type { FileFormat } from "@/lib/services/ingest/file-reader"
import type { RunFacts } from "@/lib/services/ingest/prepare-episode"
import { type OpenThread, readerThreads } from "@/lib/services/ingest/reader-threads"
import type { IncomingBatch } from "@/lib/services/ingest/record-batch"

export interface FileInput extends FileFormat {
  bytes: AsyncIterable<Uint8Array>
}

type Calls = OpenThread["calls"]

/** One file on its way to a thread. */
class FileFeed {
  /** What reading the file threw, once the thread has been told. */
  failure: { error: unknown } | null = null
  private readonly calls: Calls
  private readonly file: number
  private isStopped = false

  constructor(calls: Calls, file: number) {
    this.calls = calls
    this.file = file
  }

  /** Hands the chunks over; the thread says when it has room. Never rejects. */
  async run(bytes: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const chunk of bytes) {
        if (this.isStopped) return
        await this.push(chunk)
      }
      await this.calls.call("end", [this.file])
    } catch (error) {
      this.failure = { error }
      // When the thread is gone, whoever waits for a batch knows already.
      await this.calls.call("fail", [this.file]).catch(() => undefined)
    }
  }

  stop(): void {
    this.isStopped = true
  }

  private push(chunk: Uint8Array): Promise<void> {
    // A chunk may be a view of memory that others use.
    const own = new Uint8Array(chunk)
    return this.calls.call("push", [this.file, own], [own.buffer])
  }
}

/** A batch that lies in the thread; only what is stored of it comes over. */
class RemoteBatch implements IncomingBatch {
  readonly keys: IncomingBatch["keys"]
  readonly rejected: IncomingBatch["rejected"]
  private readonly calls: Calls
  /** Which file of the thread, and which batch of the file. */
  private readonly place: [file: number, no: number]
  private rows: ArrayBuffer | undefined

  constructor(
    calls: Calls,
    place: [file: number, no: number],
    read: Pick<IncomingBatch, "keys" | "rejected">,
  ) {
    this.calls = calls
    this.place = place
    this.keys = read.keys
    this.rejected = read.rejected
  }

  async prepare(places: readonly number[]): Promise<NewEpisode[]> {
    const episodes = await this.calls.call("prepare", [...this.place, places])
    this.rows = episodes[0]?.stepRows.buffer as ArrayBuffer | undefined
    return episodes
  }

  rawOf(place: number): Promise<string> {
    return this.calls.call("rawOf", [...this.place, place])
  }

  release(): void {
    // Megabytes that the garbage collector would find only when there are many of them.
    this.rows?.transfer(0)
    void this.calls.call("release", this.place).catch(() => undefined)
  }
}

async function* readBatches(calls: Calls, file: number, feed: FileFeed): AsyncGenerator<IncomingBatch> {
  try {
    for (let no = 0; ; no++) {
      const read = await calls.call("next", [file, no])
      if (!read) return
      yield new RemoteBatch(calls, [file, no], read)
    }
  } catch (error) {
    throw feed.failure ? feed.failure.error : error
  }
}

async function* readOpenFile(
  calls: Calls,
  file: number,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<IncomingBatch> {
  const feed = new FileFeed(calls, file)
  try {
    void feed.run(bytes)
    yield* readAhead(readBatches(calls, file, feed), 1)
  } finally {
    feed.stop()
    await calls.call("close", [file]).catch(() => undefined)
  }
}

/** The batches of a file that is parsed in a thread; the next one is read while one is used. */
export async function* readFileInThread(
  experimentId: string,
  facts: RunFacts,
  { bytes, ...format }: FileInput,
): AsyncGenerator<IncomingBatch> {
  const { calls, release } = readerThreads.take()
  try {
    const file = await calls.call("open", [experimentId, facts, format])
    yield* readOpenFile(calls, file, bytes)
  } finally {
    release()
  }
}
