import type { ImportPreview } from "@/lib/contracts/imports"
import type { FileHead, Importer, ImportRecord } from "@/lib/importers/importer"

/** Repairs and rejects listed as examples. */
const EXAMPLE_LIMIT = 20
const MODEL_LIMIT = 100

/**
 * Reads a whole file and counts what importing it would create, in constant memory but for the set of its task keys.
 *
 * @throws AppError INVALID_INPUT when the file is not of the importer's format.
 */
export async function previewImport(
  importer: Importer,
  head: FileHead,
  input: AsyncIterable<Uint8Array>,
): Promise<ImportPreview> {
  const tally = new PreviewTally()
  for await (const record of importer.read(input, { fileName: head.name })) tally.add(record)
  const { scoreField, modelName } = importer.describe(head)
  return {
    format: importer.id,
    formatTitle: importer.title,
    scoreField: tally.scoredCount > 0 ? scoreField : null,
    ...tally.summarize(),
    modelName: tally.models.size === 1 ? [...tally.models][0]! : modelName,
  }
}

class PreviewTally {
  readonly models = new Set<string>()
  scoredCount = 0
  readonly #trialsByTask = new Map<string, number>()
  readonly #repairs: ImportPreview["repairs"] = []
  readonly #rejects: ImportPreview["rejects"] = []
  #episodeCount = 0
  #stepCount = 0
  #emptyCount = 0
  #successCount = 0
  #repairedCount = 0
  #rejectedCount = 0
  #lowest = Number.POSITIVE_INFINITY
  #highest = Number.NEGATIVE_INFINITY
  #hasTools = false
  #callsTools = false

  add(record: ImportRecord): void {
    if (!record.ok) {
      this.#rejectedCount++
      note(this.#rejects, record.line, record.reason)
      return
    }
    this.#addEpisode(record)
    if (record.repairs.length === 0) return
    this.#repairedCount++
    note(this.#repairs, record.line, record.repairs.map((repair) => repair.note).join(" "))
  }

  #addEpisode({ episode }: ImportRecord & { ok: true }): void {
    this.#episodeCount++
    this.#stepCount += episode.messages.length
    if (episode.messages.length === 0) this.#emptyCount++
    this.#trialsByTask.set(episode.taskKey, (this.#trialsByTask.get(episode.taskKey) ?? 0) + 1)
    if (episode.score !== null) {
      this.scoredCount++
      this.#lowest = Math.min(this.#lowest, episode.score)
      this.#highest = Math.max(this.#highest, episode.score)
    }
    if (episode.success) this.#successCount++
    if (episode.tools && episode.tools.length > 0) this.#hasTools = true
    this.#callsTools ||= episode.messages.some(
      (message) => message.role === "tool" || "tool_calls" in message,
    )
    const model = episode.detail?.model
    if (typeof model === "string" && this.models.size < MODEL_LIMIT) this.models.add(model)
  }

  summarize() {
    return {
      episodeCount: this.#episodeCount,
      taskCount: this.#trialsByTask.size,
      trialCount: this.#trialsByTask.values().reduce((most, count) => Math.max(most, count), 0),
      stepCount: this.#stepCount,
      scoredCount: this.scoredCount,
      successCount: this.#successCount,
      repairedCount: this.#repairedCount,
      rejectedCount: this.#rejectedCount,
      scoreRange: this.scoredCount > 0 ? { low: this.#lowest, high: this.#highest } : null,
      hasTools: this.#hasTools,
      callsTools: this.#callsTools,
      warnings: this.#warn(),
      repairs: this.#repairs,
      rejects: this.#rejects,
    }
  }

  #warn(): string[] {
    const warnings: string[] = []
    if (this.#episodeCount === 0) warnings.push("The file holds no episode that can be imported.")
    if (this.models.size > 1) {
      warnings.push(`The file names ${this.models.size} models; all its episodes will be one run.`)
    }
    if (this.#callsTools && !this.#hasTools) {
      warnings.push(
        "The episodes call tools, but the file defines none: add the definitions before you export.",
      )
    }
    if (this.#emptyCount > 0) {
      warnings.push(
        `${this.#emptyCount} episodes have no messages; they are kept and count as they are scored.`,
      )
    }
    if (this.#episodeCount > 0 && this.scoredCount === 0) warnings.push("No episode has a score.")
    return warnings
  }
}

function note(list: { line: number; reason: string }[], line: number, reason: string): void {
  if (list.length < EXAMPLE_LIMIT) list.push({ line, reason })
}
