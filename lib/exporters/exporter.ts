import type { Split } from "@/lib/domain/episode"
import type { Loss, RowUnit } from "@/lib/domain/export-options"
import type { Message, ToolDefinition } from "@/lib/domain/message"
import type { ConversationRules } from "@/lib/exporters/check-conversation"

export interface EpisodeFacts {
  task: string
  run: string
  model: string
  split: Split
  score: number | null
  success: boolean | null
  metrics: Record<string, number>
  label: "good" | "unsure" | "bad" | null
}

/** An episode as a training file sees it. */
export interface ExportEpisode {
  id: string
  messages: readonly Message[]
  tools: readonly ToolDefinition[]
  /** Indices of assistant messages that stay as context but are not trained on. */
  maskedSteps?: readonly number[]
  /** Weight of its rows, 1 unless given. */
  weight?: number
  /** Tokens of each message as they were stored; counted where they are not given. */
  messageTokens?: readonly number[]
  /** For formats that describe where a row comes from. */
  facts?: EpisodeFacts
}

/** Two answers to one prompt, of which the first is better. */
export interface ExportPair {
  /** Unique within its dataset and stable. */
  id: string
  /** Everything up to the first step in which the two episodes differ. */
  prompt: readonly Message[]
  tools: readonly ToolDefinition[]
  /** Assistant messages; most providers take exactly one on either side. */
  chosen: readonly Message[]
  rejected: readonly Message[]
  weight?: number
  chosenEpisodeId: string
  rejectedEpisodeId: string
}

/** What one row teaches: an episode from its start up to an assistant message, and which messages the loss is taken over. */
export interface ExportExample {
  episode: ExportEpisode
  messages: readonly Message[]
  /** One flag for each message. */
  trained: readonly boolean[]
  unit: RowUnit
  tokens: number
  trainedTokens: number
}

export interface ExportOptions {
  rows: RowUnit
  loss: Loss
  /** Longest row in tokens, besides what the format itself allows. */
  maxTokens: number | null
}

export type ExportNoteCode =
  | "trimmed"
  | "without_reply"
  | "fully_masked"
  | "without_tools"
  | "reasoning_dropped"
  | "text_dropped"
  | "weight_dropped"

/** Something the file does not carry over from an episode; `count` is in messages or tool calls, 1 for a whole episode. */
export interface ExportNote {
  code: ExportNoteCode
  count: number
}

/** A rule of the format that is broken; errors make a provider refuse the file, warnings make a worse model. */
export interface ExportProblem {
  severity: "error" | "warning"
  /** Index of the message in its episode; null for the row or the file as a whole. */
  step: number | null
  message: string
}

export type JsonObject = Record<string, unknown>

export interface ParquetColumn {
  name: string
  type: "STRING" | "JSON" | "DOUBLE" | "INT32" | "BOOLEAN"
  nullable: boolean
}

/** What the format can say beyond messages; what it cannot is noted in the check. */
interface Carries {
  rowWeights: boolean
  /** Assistant messages of a row can be left out of the loss one by one. */
  masks: boolean
  reasoning: boolean
}

/** Bounds of one file. A limit that a provider does not state is absent. */
export interface FileLimits {
  minRows?: number
  maxRows?: number
  maxValidationRows?: number
  maxBytes?: number
  maxTokens?: number
  maxRowTokens?: number
}

interface ExporterBase {
  readonly id: string
  readonly title: string
  /** One sentence. */
  readonly description: string
  readonly mediaType: string
  /** Without a dot. */
  readonly extension: string
  readonly carries: Carries
  readonly limits: FileLimits
  /** Null for a format that takes any conversation. */
  readonly rules: ConversationRules | null
}

export interface EpisodeExporter extends ExporterBase {
  readonly input: "episodes"
  readonly rows: readonly RowUnit[]
  readonly losses: readonly Loss[]
  /** Given by formats that are Parquet; the others are JSON, one row a line. */
  readonly columns?: readonly ParquetColumn[]
  /** Whether the database can assemble its rows from what it holds, where nothing was weighed or edited. */
  readonly stored?: boolean
  toRow(example: ExportExample): JsonObject
  /** What these messages lose in this format besides what `carries` says. */
  lossesOf?(messages: readonly Message[]): ExportNote[]
  /** How the trainer has to be set for the file to mean what was chosen; null where nothing is to set. */
  usage(options: ExportOptions): string | null
}

/** A format of preferences; rows are pairs of answers. */
export interface PairExporter extends ExporterBase {
  readonly input: "pairs"
  /** `one`: exactly one assistant message on either side; `text`: and it is documented for text alone. */
  readonly answers: "text" | "one" | "any"
  toRow(pair: ExportPair): JsonObject
  usage(): string | null
}

/** A file format for fine-tuning. */
export type Exporter = EpisodeExporter | PairExporter
