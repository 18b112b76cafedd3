import type { ExportNote, ExportNoteCode } from "@/lib/exporters/exporter"

const SENTENCES: Record<ExportNoteCode, (rows: string, count: number) => string> = {
  trimmed: (rows, count) =>
    `${rows} cut after the last assistant message; ${count} ${count === 1 ? "message" : "messages"} left out.`,
  without_reply: (rows) => `${rows} left out: no assistant message to learn from.`,
  fully_masked: (rows) => `${rows} left out: every assistant message is masked.`,
  without_tools: (rows, count) => `${rows} with tool calls (${count}) but no tool definitions.`,
  reasoning_dropped: (rows, count) =>
    `${rows} with reasoning (${count} messages) that the format cannot carry.`,
  weight_dropped: (rows) => `${rows} with a weight that the format cannot carry.`,
}

/** Sums the notes of many rows into one sentence per kind. */
export class ExportNoteTally {
  readonly #totals = new Map<ExportNoteCode, { rows: number; count: number }>()

  add(notes: readonly ExportNote[]): void {
    for (const { code, count } of notes) {
      const total = this.#totals.get(code) ?? { rows: 0, count: 0 }
      this.#totals.set(code, { rows: total.rows + 1, count: total.count + count })
    }
  }

  /** `rows` is how many rows carry the note, `count` the sum of its counts over them. */
  summarize(): { code: ExportNoteCode; rows: number; count: number; sentence: string }[] {
    return [...this.#totals].map(([code, { rows, count }]) => ({
      code,
      rows,
      count,
      sentence: SENTENCES[code](`${rows} ${rows === 1 ? "row" : "rows"}`, count),
    }))
  }
}
