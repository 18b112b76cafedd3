import type { RecordBytes } from "@/lib/importers/record-buffer"

/** The bytes of one record as they stand in the file, not parsed yet. `line` counts from 1. */
export interface Slice extends RecordBytes {
  line: number
  /** The key of an entry of a keyed object, as JSON text; null elsewhere. */
  keyBytes: Uint8Array | null
  /** Why the slice cannot be a whole record. */
  defect: string | null
}

/** Cuts a stream of chunks into slices, whatever the borders of the chunks. */
export interface Slicer {
  push(chunk: Uint8Array): Iterable<Slice>
  finish(): Iterable<Slice>
}
