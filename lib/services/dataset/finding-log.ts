import type { ExportCheck } from "@/lib/contracts/exports"
import { SPLITS, type Split } from "@/lib/domain/episode"
import { ExportNoteTally } from "@/lib/exporters/export-notes"
import type { ExportNote, ExportNoteCode, ExportProblem } from "@/lib/exporters/exporter"
import type { PreparedRow } from "@/lib/exporters/prepare-rows"

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
  refusedRows = 0
  readonly fixes = { droppable: 0, truncatable: 0 }
  readonly applied = { dropped: 0, truncated: 0 }
  readonly #problems: Finding[] = []
  readonly #fixed: Finding[] = []
  readonly #notes = new Map<Split, ExportNoteTally>()
  readonly #warnings = new Map<
    string,
    { first: Place & { step: number | null }; message: string; rows: number }
  >()

  addNotes(split: Split, notes: readonly ExportNote[]): void {
    if (notes.length === 0) return
    const tally = this.#notes.get(split) ?? new ExportNoteTally()
    tally.add(notes)
    this.#notes.set(split, tally)
  }

  addRow(place: Place, { problems, proposedFix, applied }: PreparedRow): void {
    const errors = problems.filter(({ severity }) => severity === "error")
    for (const { step, message } of errors) {
      if (!applied) this.problemCount += 1
      const list = applied ? this.#fixed : this.#problems
      const level = applied ? ("fixed" as const) : ("problem" as const)
      if (list.length < LISTED) list.push({ ...place, step, level, message, fix: proposedFix })
    }
    if (applied) this.applied[applied.kind === "drop" ? "dropped" : "truncated"] += 1
    if (proposedFix) {
      this.fixes.droppable += 1
      if (proposedFix.kind === "truncate") this.fixes.truncatable += 1
      if (!applied) this.refusedRows += 1
    }
    if (applied?.kind !== "drop") this.#addWarnings(place, problems)
  }

  addFileProblems(split: Split, problems: readonly ExportProblem[]): void {
    const place = { split, line: null, episodeId: null, step: null }
    for (const { message } of problems.filter(({ severity }) => severity === "error")) {
      this.problemCount += 1
      this.#problems.push({ ...place, level: "problem", message, fix: null })
    }
    this.#addWarnings(place, problems)
  }

  /** Problems before what was mended before notes, the first 200. */
  findings(): Finding[] {
    const all = [...this.#problems, ...this.#fixed, ...this.#noteFindings(), ...this.#warningFindings()]
    return all.slice(0, LISTED)
  }

  #addWarnings(place: Place, problems: readonly ExportProblem[]): void {
    for (const { severity, step, message } of problems) {
      if (severity === "error") continue
      const key = `${place.split} ${message}`
      const known = this.#warnings.get(key)
      if (known) known.rows += 1
      else this.#warnings.set(key, { first: { ...place, step }, message, rows: 1 })
    }
  }

  #noteFindings(): Finding[] {
    const place = { line: null, episodeId: null, step: null, level: "note" as const, fix: null }
    return SPLITS.flatMap((split) =>
      (this.#notes.get(split)?.summarize("episode") ?? []).map(({ code, sentence }) => ({
        ...place,
        split,
        message: [sentence, REMEDIES[code]].filter(Boolean).join(" "),
      })),
    )
  }

  #warningFindings(): Finding[] {
    return Array.from(this.#warnings.values(), ({ first, message, rows }) => {
      const finding = { ...first, level: "note" as const, fix: null, message }
      if (rows === 1) return finding
      return { ...finding, line: null, episodeId: null, step: null, message: `${rows} times: ${message}` }
    })
  }
}
