import type { ImportRecord, ReadOptions } from "@/lib/importers/importer"
import { inspectJson } from "@/lib/importers/inspect-json"
import { type JsonRecord, type JsonStreamOptions, readJsonRecords } from "@/lib/importers/json-stream"
import { RecordError } from "@/lib/importers/record-error"
import { validateEpisodeInput } from "@/lib/importers/validate-episode"

/** Makes an unchecked episode of one parsed record. @throws RecordError with the reason it cannot. */
export type ToEpisode = (value: unknown, key: string | null) => unknown

/** The part every JSON format shares: reads records, checks them, and rejects ids that come twice in one file. */
export async function* importRecords(
  input: AsyncIterable<Uint8Array>,
  options: ReadOptions & Pick<JsonStreamOptions, "shapes" | "expected">,
  toEpisode: ToEpisode,
): AsyncGenerator<ImportRecord> {
  const seen = new Set<string>()
  for await (const record of readJsonRecords(input, options)) {
    yield record.ok ? importRecord(record, toEpisode, seen) : record
  }
}

function importRecord(
  record: JsonRecord & { ok: true },
  toEpisode: ToEpisode,
  seen: Set<string>,
): ImportRecord {
  const { line } = record
  const rejected = (reason: string): ImportRecord => ({ ok: false, line, reason, raw: record.raw() })
  const inspection = inspectJson(record.value)
  if (inspection.problem) return rejected(inspection.problem)
  try {
    const raw = toEpisode(record.value, record.key)
    const validation = validateEpisodeInput(raw, raw === record.value ? inspection : undefined)
    if (!validation.ok) return rejected(validation.reason)
    const { externalId } = validation.episode
    if (seen.has(externalId))
      return rejected(`The id ${JSON.stringify(externalId)} came before in this file.`)
    seen.add(externalId)
    return { ok: true, line, episode: validation.episode, repairs: validation.repairs, raw: record.raw }
  } catch (error) {
    if (error instanceof RecordError) return rejected(error.message)
    throw error
  }
}
