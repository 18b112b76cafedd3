import type { ExportNote, ExportNoteCode } from "@/lib/exporters/exporter"

const SENTENCES: Record<ExportNoteCode, (sources: string, count: number) => string> = {
  trimmed: (sources, count) =>
    `${sources} cut after the last assistant message; ${count} ${count === 1 ? "message" : "messages"} left out.`,
  without_reply: (sources) => `${sources} left out: no assistant message to learn from.`,
  fully_masked: (sources) => `${sources} left out: every assistant message is masked.`,
  without_tools: (sources, count) => `${sources} with tool calls (${count}) but no tool definitions.`,
  reasoning_dropped: (sources, count) =>
    `${sources} with reasoning (${count} messages) that the format cannot carry.`,
  text_dropped: (sources, count) =>
    `${sources} with text beside tool calls (${count} messages) that the format cannot carry.`,
  weight_dropped: (sources) => `${sources} with a weight that the format cannot carry.`,
}

interface NoteSummary {
  code: ExportNoteCode
  /** Episodes or pairs that carry the note, and the sum of its counts over them. */
  sources: number
  count: number
  sentence: string
}

/** Sums the notes of many episodes or pairs into one sentence per kind. */
export class ExportNoteTally {
  readonly #totals = new Map<ExportNoteCode, { sources: number; count: number }>()

  add(notes: readonly ExportNote[]): void {
    for (const { code, count } of notes) {
      const total = this.#totals.get(code) ?? { sources: 0, count: 0 }
      this.#totals.set(code, { sources: total.sources + 1, count: total.count + count })
    }
  }

  summarize(noun: "episode" | "pair"): NoteSummary[] {
    return [...this.#totals].map(([code, { sources, count }]) => ({
      code,
      sources,
      count,
      sentence: SENTENCES[code](`${sources} ${sources === 1 ? noun : `${noun}s`}`, count),
    }))
  }
}
