import { availableParallelism } from "node:os"
import { join } from "node:path"
import { Worker } from "node:worker_threads"
import { processWide } from "@/lib/domain/process-wide"
import type { ReaderMethods } from "@/lib/services/ingest/reader-thread"
import { ThreadCalls } from "@/lib/services/ingest/thread-calls"

/** By path from the project folder, where every process of ours starts: a URL of this module would be bundled. */
const THREAD_FILE = "lib/services/ingest/reader-thread.ts"
const LOADER_FILE = "bin/ts.mjs"

/** A thread costs memory while it is there and half a second to start. */
const IDLE_MS = 30_000

/**
 * Many times what batches need, so that it is no bound for them; the heap of a thread grows to about half of it before it is
 * swept.
 */
const HEAP_MB = 512
const YOUNG_MB = 24

/** One processor is left for those who are answered meanwhile, and for the database. */
const MOST_THREADS = Math.max(1, availableParallelism() - 1)

interface ReaderThread {
  worker: Worker
  calls: ThreadCalls<ReaderMethods>
  /** Files that it reads. */
  files: number
  idle: NodeJS.Timeout | undefined
}

export interface OpenThread {
  calls: ThreadCalls<ReaderMethods>
  release(): void
}

class ReaderThreads {
  private readonly threads = new Set<ReaderThread>()

  /** The thread that reads the fewest files. */
  take(): OpenThread {
    const free = [...this.threads].toSorted((left, right) => left.files - right.files)[0]
    const isBusy = free === undefined || (free.files > 0 && this.threads.size < MOST_THREADS)
    const thread = isBusy ? this.start() : free
    thread.files += 1
    thread.worker.ref()
    clearTimeout(thread.idle)
    return { calls: thread.calls, release: () => this.release(thread) }
  }

  private start(): ReaderThread {
    const worker = new Worker(join(process.cwd(), THREAD_FILE), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
      execArgv: ["--import", join(process.cwd(), LOADER_FILE)],
    })
    const thread = { worker, calls: new ThreadCalls<ReaderMethods>(worker), files: 0, idle: undefined }
    this.threads.add(thread)
    // Its end fails the calls that wait; without a listener the error would end the process.
    worker.on("error", () => undefined)
    worker.on("exit", () => this.threads.delete(thread))
    return thread
  }

  private release(thread: ReaderThread): void {
    thread.files -= 1
    if (thread.files > 0) return
    thread.worker.unref()
    thread.idle = setTimeout(() => thread.calls.end(), IDLE_MS).unref()
  }
}

export const readerThreads = processWide("reader threads", () => new ReaderThreads())
