import type { EpisodeInput, Repair } from "@/lib/contracts/episode-input"
import type { SuccessRule } from "@/lib/contracts/experiments"

/** The start of a file: its name and at most `HEAD_BYTES` of it. */
export interface FileHead {
  name: string
  bytes: Uint8Array
}

export const HEAD_BYTES = 65_536

/**
 * One record of a file. `line` counts from 1: the line in a file of lines, the position of the record in an array or keyed
 * object. `raw` is the start of the record's text: of one that is well, as much of it as is asked for.
 */
export type ImportRecord =
  | { ok: true; line: number; episode: EpisodeInput; repairs: Repair[]; raw: (bytes: number) => string }
  | { ok: false; line: number; reason: string; raw: string }

/** What an importer makes of a format's fields, before a record is read. */
export interface FormatDescription {
  /** The field of the source that becomes the score; null when nothing scores. */
  scoreField: string | null
  primaryMetric: string
  successRule: SuccessRule | null
  /** What the file's name says about the model; null when it says nothing. */
  modelName: string | null
}

export interface ReadOptions {
  fileName: string
  /** Bytes above which one record is rejected; the default suits 512 MB of process memory. */
  recordLimitBytes?: number
}

/**
 * A file format of trajectories. `read` streams: it holds one record at a time, answers a bad record with `ok: false` and goes
 * on. It throws `AppError("INVALID_INPUT")` only when the file as a whole is not of this format.
 */
export interface Importer {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly extensions: readonly string[]
  /** How sure this is the file's format, 0 to 1. */
  detect(head: FileHead): number
  describe(head: FileHead): FormatDescription
  read(input: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<ImportRecord>
}
