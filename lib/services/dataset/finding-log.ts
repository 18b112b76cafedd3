import type { ExportCheck } from "@/lib/contracts/datasets"
import { SPLITS, type Split } from "@/lib/domain/episode"
import { ExportNoteTally } from "@/lib/exporters/export-notes"
import type { ExportNote, ExportNoteCode, ExportProblem } from "@/lib/exporters/exporter"

const LISTED = 200

type Finding = ExportCheck["findings"][number]
type Place = Pick<Finding, "split" | "line" | "episodeId">

/** What to do about a loss that can be helped. */
const REMEDIES: Partial<Record<ExportNoteCode, string>> = {
  without_tools: "Import the run again with --tools FILE: its episodes stay and get the definitions.",
  without_reply: "A rule of at least 2 steps would drop them.",
}

/** Collects findings over all splits: problems one by one, what many rows share once with their number. */
export class FindingLog {
  problemCount = 0
  readonly #problems: Finding[] = []
  readonly #notes = new Map<Split, ExportNoteTally>()
  readonly #warnings = new Map<string, { first: Place; message: string; rows: number }>()

  addNotes(split: Split, notes: readonly ExportNote[]): void {
    if (notes.length === 0) return
    const tally = this.#notes.get(split) ?? new ExportNoteTally()
    tally.add(notes)
    this.#notes.set(split, tally)
  }

  /** `notes` of the same row: a warning that says no more than one of them is left out. */
  addProblems(place: Place, problems: readonly ExportProblem[], notes: readonly ExportNote[]): void {
    const toolsNoted = notes.some(({ code }) => code === "without_tools")
    for (const { severity, path, message } of problems) {
      if (severity === "error") this.#addError(place, path, message)
      else if (!(toolsNoted && path === "tools")) this.#addWarning(place, message)
    }
  }

  /** Problems before notes, the first 200. */
  findings(): Finding[] {
    return [...this.#problems, ...this.#noteFindings(), ...this.#warningFindings()].slice(0, LISTED)
  }

  #addError(place: Place, path: string, message: string): void {
    this.problemCount += 1
    if (this.#problems.length >= LISTED) return
    this.#problems.push({ ...place, level: "problem", message: path ? `${path}: ${message}` : message })
  }

  #addWarning(place: Place, message: string): void {
    const key = `${place.split} ${message}`
    const known = this.#warnings.get(key)
    if (known) known.rows += 1
    else this.#warnings.set(key, { first: place, message, rows: 1 })
  }

  #noteFindings(): Finding[] {
    return SPLITS.flatMap((split) =>
      (this.#notes.get(split)?.summarize() ?? []).map(({ code, sentence }) => ({
        split,
        line: null,
        episodeId: null,
        level: "note" as const,
        message: [sentence, REMEDIES[code]].filter(Boolean).join(" "),
      })),
    )
  }

  #warningFindings(): Finding[] {
    return Array.from(this.#warnings.values(), ({ first, message, rows }) =>
      rows === 1
        ? { ...first, level: "note" as const, message }
        : {
            split: first.split,
            line: null,
            episodeId: null,
            level: "note" as const,
            message: `${rows} rows: ${message}`,
          },
    )
  }
}
