import type { Message, ToolDefinition } from "@/lib/domain/message"

/** An episode as a training file sees it. */
export interface ExportEpisode {
  id: string
  messages: readonly Message[]
  tools: readonly ToolDefinition[]
  /** Indices of assistant messages that stay as context but are not trained on. */
  maskedSteps?: readonly number[]
  /** Weight of the whole row, 1 unless given. */
  weight?: number
}

export type ExportNoteCode =
  | "trimmed"
  | "without_reply"
  | "fully_masked"
  | "without_tools"
  | "reasoning_dropped"
  | "weight_dropped"

/** Something the row does not carry over from its episode; `count` is in messages or tool calls, 1 for a whole row. */
export interface ExportNote {
  code: ExportNoteCode
  count: number
}

/** `line` has no line break at its end; it is null when the episode holds nothing to train on, and a note says why. */
export interface ExportRow {
  line: string | null
  notes: ExportNote[]
}

/** A rule of the format that is broken; errors make a provider refuse the file, warnings make a worse model. */
export interface ExportProblem {
  severity: "error" | "warning"
  /** Dotted path inside the row (`messages.3.tool_calls.0`); empty for the row or the file as a whole. */
  path: string
  message: string
}

export interface ExportFileStats {
  rowCount: number
  byteCount: number
  tokenCount: number
}

/** A file format for fine-tuning; one line per episode. */
export interface Exporter {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly mediaType: string
  /** Without a dot. */
  readonly extension: string
  toRow(episode: ExportEpisode): ExportRow
  /** Checks one parsed row against the rules of the format. */
  validateRow(row: unknown): ExportProblem[]
  validateFile(stats: ExportFileStats): ExportProblem[]
  /** Tokens of one row as training counts them, about. */
  countTokens(row: unknown): number
}
