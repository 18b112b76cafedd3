import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { processWide } from "@/lib/domain/process-wide"

/** Something worked out from columns. */
interface Memo {
  /** The columns it follows from. */
  from: readonly string[]
  value: ArrayBufferView
}

/** For one set of columns; the least recently used goes first. */
const LIMIT_BYTES = 96 * 1024 * 1024

/** The least that something counts, so that there are not too many small ones. */
const SMALLEST = 64 * 1024

const memos = processWide("column memos", () => new WeakMap<EpisodeColumns, Map<string, Memo>>())

/** What `make` gives for these columns, made once for as long as the columns in `from` (metrics by their name) stay as they are. */
export function remember<Value extends ArrayBufferView>(
  columns: EpisodeColumns,
  key: string,
  from: readonly string[],
  make: () => Value,
): Value {
  const known = memosOf(columns)
  const value = (known.get(key)?.value as Value | undefined) ?? make()
  known.delete(key)
  known.set(key, { from, value })
  let bytes = known.values().reduce((sum, memo) => sum + sizeOf(memo), 0)
  for (const [oldest, memo] of known) {
    if (bytes <= LIMIT_BYTES || oldest === key) break
    known.delete(oldest)
    bytes -= sizeOf(memo)
  }
  return value
}

/** The columns with texts of one asker's own; what is worked out from either is known to both. */
export function withTexts(columns: EpisodeColumns, texts: EpisodeColumns["texts"]): EpisodeColumns {
  const own = { ...columns, texts }
  memos.set(own, memosOf(columns))
  return own
}

function memosOf(columns: EpisodeColumns): Map<string, Memo> {
  const known = memos.get(columns) ?? new Map<string, Memo>()
  memos.set(columns, known)
  return known
}

/** Hands on what still holds when the same rows get other values in the named columns. */
export function inheritMemos(before: EpisodeColumns, after: EpisodeColumns, changed: ReadonlySet<string>) {
  const valid = [...(memos.get(before) ?? [])].filter(([, { from }]) =>
    from.every((name) => !changed.has(name)),
  )
  memos.set(after, new Map(valid))
}

function sizeOf({ value }: Memo): number {
  return Math.max(SMALLEST, value.byteLength)
}

export function memoByteCount(columns: EpisodeColumns): number {
  return [...(memos.get(columns)?.values() ?? [])].reduce((sum, { value }) => sum + value.byteLength, 0)
}
