import { AppError } from "@/lib/domain/errors"
import { readJsonRecords } from "@/lib/importers/json-stream"
import { type CollectOptions, CorpusCollector } from "./corpus-collector"

/** A corpus is indexed in memory before it is written. */
const CORPUS_LIMIT_BYTES = 256 * 1024 ** 2

async function* limitBytes(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of body) {
    total += chunk.byteLength
    if (total > CORPUS_LIMIT_BYTES) {
      throw new AppError("TOO_LARGE", `A corpus may have at most ${CORPUS_LIMIT_BYTES / 1024 ** 2} MB.`)
    }
    yield chunk
  }
}

/** Passages and questions of an upload. @throws AppError INVALID_INPUT naming the records that are wrong, TOO_LARGE. */
export async function readCorpusFile(body: AsyncIterable<Uint8Array> | null, options: CollectOptions) {
  if (!body) throw new AppError("INVALID_INPUT", "The file is empty.")
  const collector = new CorpusCollector(options)
  const shapes = { array: true, object: "lines" } as const
  let number = 0
  for await (const record of readJsonRecords(limitBytes(body), { shapes, expected: "a corpus" })) {
    number += 1
    const place = `record ${number} (line ${record.line})`
    if (record.ok) collector.add(record.value, place)
    else collector.addProblem(`${place}: ${record.reason}`)
  }
  return collector.finish()
}
