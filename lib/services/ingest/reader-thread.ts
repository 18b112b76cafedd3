import { parentPort } from "node:worker_threads"
import { AppError } from "@/lib/domain/errors"
import { type FileFormat, FileReader } from "@/lib/services/ingest/file-reader"
import type { RunFacts } from "@/lib/services/ingest/prepare-episode"
import type { RecordBatch } from "@/lib/services/ingest/record-batch"
import { Handed, serveCalls } from "@/lib/services/ingest/thread-calls"

/** Files that are being read, and of each the batches that somebody may still ask of. */
const files = new Map<number, { reader: FileReader; batches: Map<number, RecordBatch> }>()

function fileAt(file: number) {
  const known = files.get(file)
  if (!known) throw new AppError("GONE", "The file was closed.")
  return known
}

function batchAt(file: number, batch: number): RecordBatch {
  return fileAt(file).batches.get(batch) as RecordBatch
}

let opened = 0

const methods = {
  /** Answers with the number that the file has here from now on. */
  open(experimentId: string, facts: RunFacts, format: FileFormat): number {
    const file = opened++
    files.set(file, { reader: new FileReader(experimentId, facts, format), batches: new Map() })
    return file
  },

  push: (file: number, chunk: Uint8Array) => fileAt(file).reader.push(chunk),

  end: (file: number) => fileAt(file).reader.end(),

  /** Answers with what names the episodes of the next batch; null at the end. */
  async next(file: number, batch: number) {
    const { reader, batches } = fileAt(file)
    const read = await reader.next()
    if (!read) return null
    batches.set(batch, read)
    return { keys: read.keys, rejected: read.rejected }
  },

  prepare(file: number, batch: number, places: readonly number[]) {
    const episodes = batchAt(file, batch).prepare(places)
    // The steps of all of them lie in one buffer.
    const buffer = episodes[0]?.stepRows.buffer as ArrayBuffer | undefined
    return new Handed(episodes, buffer ? [buffer] : [])
  },

  rawOf: (file: number, batch: number, place: number) => batchAt(file, batch).rawOf(place),

  release(file: number, batch: number): void {
    const batches = files.get(file)?.batches
    batches?.get(batch)?.release()
    batches?.delete(batch)
  },

  fail: (file: number) => fileAt(file).reader.fail(),

  close(file: number): void {
    files.get(file)?.reader.fail()
    files.delete(file)
  },
}

/** What this thread does for the one that started it. */
export type ReaderMethods = typeof methods

if (parentPort) serveCalls(parentPort, methods)
